"""The first page: 25 targets at a glance, the 21 cities, what moved."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiliang.core.language import name_of, pick
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.page import Words
from zhiliang.core.pages.parts import TargetRow
from zhiliang.core.pages.words import JUDGEMENTS
from zhiliang.mandate import load_directions
from zhiliang.web import wording
from zhiliang.web.chapters import GOALS, Goal
from zhiliang.web.figures import indicator_url, target_of, target_row, target_unit
from zhiliang.web.reading import Reading, Results, local_time, subjects_of
from zhiliang.web.tiles import grade_tiles

MOVERS = 6
SAMPLE = "sample"
LEFT = 4  # goals of the left column; the longest one stands right


@dataclass(frozen=True, slots=True)
class Group:
    """The targets of one goal."""

    name: Words
    rows: tuple[TargetRow, ...]
    words: str
    directions: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mover:
    """A target or a city that changed against the year before."""

    name: Words
    url: str
    before: str
    now: str
    better: bool
    sample: bool


@by_policy
def cockpit(request: HttpRequest) -> HttpResponse:
    """The cockpit of the year asked for, or of the newest evaluated one."""
    reading = Reading(request.user)
    year = reading.year_or_latest(request.GET.get("year", ""))
    results = reading.results(year) if year else None
    if year is None or results is None:
        return render(request, "cockpit_empty.html", {"heading": _("还没有年度评价")})
    before = reading.results(year - 1)
    context = {
        "heading": _heading(results),
        "year": year,
        "years": reading.years,
        "tally": _tally(results),
        "groups_left": [_group(goal, results) for goal in GOALS[:LEFT]],
        "groups_right": [_group(goal, results) for goal in GOALS[LEFT:]],
        "tiles": grade_tiles(subjects_of(results, "city")),
        "grades": _grades(results),
        "targets_moved": _target_movers(results, year),
        "cities_moved": _city_movers(results, before),
        "as_of": local_time(results["as_of"]),
        "manifest": results["manifest"],
        "sample": any(subject["sample"] for subject in results["subjects"]),
        "example": results["scheme"].get("example"),
    }
    return render(request, "cockpit.html", context)


def _real(entries: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Entries that do not rest on made-up figures: only these say how the province stood."""
    return [entry for entry in entries if entry["source"] != SAMPLE]


def _count(entries: Iterable[Mapping[str, Any]]) -> Counter[str]:
    return Counter(entry["judgement"] for entry in entries)


def _heading(results: Results) -> str:
    real = _real(results["targets"])
    count = _count(real)
    none = count["not_collected"] + count["discontinued"]
    told = {
        "year": results["year"],
        "all": len(results["targets"]),
        "met": count["met"],
        "known": len(real) - none,
        "none": none,
        "sample": len(results["targets"]) - len(real),
    }
    if not told["sample"]:
        return _("%(year)s年%(all)s项目标，%(met)s项达到，%(none)s项没有数据") % told
    return _("%(year)s年有真实数据的%(known)s项目标中%(met)s项达到，另有%(sample)s项为示例") % told


def _tally(results: Results) -> list[tuple[str, int]]:
    count = _count(_real(results["targets"]))
    return [(key, count[key]) for key in JUDGEMENTS if count[key]]


def _grades(results: Results) -> dict[str, int]:
    count = Counter(subject["grade"] or "" for subject in subjects_of(results, "city"))
    return dict(sorted(count.items()))


def _group(goal: Goal, results: Results) -> Group:
    entries = [e for e in results["targets"] if e["clause"].startswith(goal.clauses)]
    real = _real(entries)
    told = {"all": len(entries), "met": _count(real)["met"], "sample": len(entries) - len(real)}
    words = _("%(all)s项目标，%(met)s项达到") % told
    if told["sample"]:
        words = _("%(all)s项目标，%(met)s项达到，%(sample)s项为示例") % told
    rows = tuple(target_row(entry, results) for entry in entries)
    return Group(goal.name, rows, words if entries else _("没有量化目标"), _directions(goal))


def _directions(goal: Goal) -> tuple[dict[str, str], ...]:
    """Aims without a number stand beside the targets."""
    return tuple(
        {"name": name_of(aim), "url": indicator_url(aim.indicators[0]) if aim.indicators else ""}
        for aim in load_directions()
        if aim.clause.startswith(goal.clauses)
    )


def _target_movers(results: Results, year: int) -> list[Mover]:
    moved = []
    for entry in results["targets"]:
        observed = {step["year"]: step["observed"] for step in entry["path"]}
        now, before = observed.get(year), observed.get(year - 1)
        if now is not None and before is not None and now != before:
            moved.append((_share(now, before), _mover(entry, before, now)))
    moved.sort(key=lambda pair: -pair[0])
    return [mover for _share_moved, mover in moved[:MOVERS]]


def _share(now: str, before: str) -> Decimal:
    base = abs(Decimal(before)) or Decimal(1)
    return abs(Decimal(now) - Decimal(before)) / base


def _mover(entry: Mapping[str, Any], before: str, now: str) -> Mover:
    target = target_of(entry["key"])
    rising = Decimal(now) > Decimal(before)
    wants_less = entry["op"] == "eq" and Decimal(entry["target"]) <= 1
    unit = target_unit(target)
    return Mover(
        name_of(target),
        reverse("target", kwargs={"key": target.key}),
        f"{wording.number(before)}{unit}",
        f"{wording.number(now)}{unit}",
        rising != wants_less,
        entry["source"] == SAMPLE,
    )


def _city_movers(results: Results, before: Results | None) -> list[Mover]:
    if before is None:
        return []
    then = {subject["code"]: subject["grade"] for subject in subjects_of(before, "city")}
    return [
        Mover(
            pick(city["name_zh"], city["name_en"]),
            reverse("place", kwargs={"code": city["code"]}),
            wording.grade(then[city["code"]]),
            wording.grade(city["grade"]),
            city["grade"] < then[city["code"]],
            city["sample"],
        )
        for city in subjects_of(results, "city")
        if then.get(city["code"]) and city["grade"] and then[city["code"]] != city["grade"]
    ]
