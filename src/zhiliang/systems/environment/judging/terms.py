"""What the office configured, where no statute or readable standard sets a number."""

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Terms:
    """See terms.yaml for each; `example` while nobody but us configured it."""

    example: bool
    wastewater_hours: int
    plant_days: int
    late_minutes: int
    silent_minutes: int
    notify_days: int
    explain_days: int
    rectify_days: int
    verify_days: int
    note_by_hour: int
    constant_hours: int


def terms_in(path: Path) -> Terms:
    """The terms of a file; TypeError for one that lacks a word or has one too many."""
    return Terms(**yaml.safe_load(path.read_text(encoding="utf-8")))


TERMS = terms_in(Path(__file__).parents[1] / "terms.yaml")
