"""Figures of recalls, from the recalls, consignees and effectiveness checks on record."""
