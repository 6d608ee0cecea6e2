"""Conversions of units of measure, as rows."""
