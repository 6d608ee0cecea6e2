"""The opinion as data: clauses, targets, directions, systems."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from zhiliang.mandate import load_clauses, load_directions, load_targets, systems

router = Router(tags=["mandate"])


class ClauseOut(Schema):
    """A clause of the opinion."""

    id: str
    title: str
    title_en: str
    kind: str
    quote: str
    quote_hans: str
    quote_hans_status: str
    systems: list[str]
    state: str
    legal_state: str
    legal_date: str
    successor_zh: str
    successor_en: str


class TargetOut(Schema):
    """A quantified target; `value` is exact text."""

    key: str
    clause: str
    name_zh: str
    name_en: str
    op: str
    value: str
    unit: str
    horizon: str
    indicator: str
    counted_zh: str
    counted_en: str


class DirectionOut(Schema):
    """An aim without a number."""

    key: str
    clause: str
    name_zh: str
    name_en: str
    quote: str
    indicators: list[str]


class SystemOut(Schema):
    """A system that answers clauses."""

    name: str
    title_zh: str
    title_en: str
    state: str


class MandateOut(Schema):
    """The whole opinion."""

    clauses: list[ClauseOut]
    targets: list[TargetOut]
    directions: list[DirectionOut]
    systems: list[SystemOut]


def _plain(thing: Any) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(thing).items()
    }


@router.get("/mandate", response=MandateOut, summary="意见的条款、目标、方向和系统")
def mandate(request: HttpRequest) -> dict[str, Any]:
    """Return every clause with the system that answers it, and the 25 targets."""
    return {
        "clauses": [_plain(clause) for clause in load_clauses()],
        "targets": [_plain(t) | {"value": f"{t.value:f}"} for t in load_targets()],
        "directions": [_plain(aim) for aim in load_directions()],
        "systems": [_plain(system) for system in systems()],
    }
