"""Open311 GeoReport v2: a side door for engineering, environment and tip-offs, for nothing else.

Answers say what was asked for, when, and whether it is done; never who told, of whom or what
(order 121, article 37).
"""
