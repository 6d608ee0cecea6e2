"""Tests that belong to no single system."""
