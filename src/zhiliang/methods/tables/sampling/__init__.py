"""Acceptance sampling: code letters and plans by edition; CSV files beside this hold the cells.

Sources and how sure each is: SOURCE.txt.
"""
