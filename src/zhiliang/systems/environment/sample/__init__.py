"""Believable made-up records of the environment system, always marked as sample data."""
