"""Online monitoring of discharges: validity, roll-ups, conversions, gaps, and checks of traces.

Arrays are [outlets × values] or any shape whose last axis is time; NaN is missing, never 0.
HJ 212-2017 Annex D; what is openly left out is in `tables.online_monitoring.NOT_IMPLEMENTED`.
"""
