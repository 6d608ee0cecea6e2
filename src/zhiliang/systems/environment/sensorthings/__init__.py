"""Readings as OGC SensorThings 1.1 (OGC 18-088), read only: registers from the database, the rest
from the lake. What is public is all there is here; the reasons are in ADR 21.
"""
