"""Indicators: one definition, many engines, one exact finish.

A definition is data (frozen nodes, canonical JSON, a digest). Engines return integer sums and
counts by place, period bucket and source; dividing, averaging, rounding and ranking happen once,
in exact arithmetic.
"""
