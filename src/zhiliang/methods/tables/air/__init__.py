"""Ambient air: breakpoints, limits, levels, editions by place, validity, assessment, responses."""
