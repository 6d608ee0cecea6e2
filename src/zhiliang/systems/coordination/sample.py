"""Made-up tasks of several cities and departments, in every state a task can be in.

Nothing here happened and nobody here exists; every task carries source `sample`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ORIGIN = "sample.followup"
"""What marks the made-up tasks of this file, so that they are made once."""

NOTE = "示例材料（虚构），演示用，不代表任何实际情况。\n"


@dataclass(frozen=True)
class Happened:
    """A step of a story: days from the day of loading, verb, what was said with it."""

    day: int
    verb: str
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """A task with what became of it; `code` is a place or a department."""

    code: str
    kind: str
    title_zh: str
    title_en: str
    finding_zh: str
    finding_en: str
    opened: int
    due: int | None
    steps: tuple[Happened, ...]
    lead: str = ""
    supporting: tuple[str, ...] = ()

    @property
    def of_place(self) -> bool:
        """Whether a place carries it; departments go by a word."""
        return self.code.isdigit()

    @property
    def carrier(self) -> str:
        """Code of who takes its steps: a lead department verifies a place on site."""
        return self.lead if self.lead and self.kind == "verification" else self.code


def stories() -> Iterator[Story]:
    """Every made-up task, in the order in which they are ordered."""
    text = (Path(__file__).parent / "sample.yaml").read_text(encoding="utf-8")
    for told in yaml.safe_load(text):
        steps = tuple(Happened(*step) for step in told["steps"])
        supporting = tuple(told.get("supporting", ()))
        yield Story(**{**told, "steps": steps, "supporting": supporting})
