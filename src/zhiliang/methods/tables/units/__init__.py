"""Units of measurement and what makes one into another."""
