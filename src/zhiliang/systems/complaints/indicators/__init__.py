"""Figures of complaints and tip-offs, from the cases on record."""
