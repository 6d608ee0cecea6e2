"""Surface water: classes of GB 3838, sections and rivers, index, lakes, drinking sources.

A result is a number, or lies below a detection limit, or is missing; the three stay apart. NaN is
missing, never 0.
"""
