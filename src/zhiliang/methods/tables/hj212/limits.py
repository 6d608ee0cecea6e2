"""Figures of HJ 212 itself: the checksum's, and how long things may be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checksum:
    """Polynomial (reflected) and initial value; dates are ISO, empty where open."""

    standard: str
    clause: str
    in_force_from: str
    in_force_to: str
    certainty: str
    polynomial: int
    initial: int


CRC_2017 = Checksum(
    standard="HJ 212-2017",
    clause="Annex A",
    in_force_from="2017-05-01",
    in_force_to="2025-12-31",
    certainty="verified",
    polynomial=0xA001,
    initial=0xFFFF,
)

# Bytes. What the standard allows, and the most that four digits can announce.
SEGMENT_LIMIT = 1024
LONGEST_SEGMENT = 9999
# Bytes between the `&&`, by edition; that of 2025 is taken to be that of 2017 (待核).
CONTENT_LIMIT = {"2005": 960, "2017": 950, "2025": 950}
