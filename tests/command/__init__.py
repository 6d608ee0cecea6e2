"""Tests of the two commands everybody starts with, and of those that keep the house in order."""
