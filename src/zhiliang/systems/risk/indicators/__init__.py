"""Figures of risk monitoring: what is returned, and what the records here carry."""
