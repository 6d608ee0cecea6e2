"""Assessing a year: figures → points → grades → ranks, as one pure computation over a lake.

The same function makes an office's results and re-derives those of a sealed pack; it needs no
database, no clock and no settings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from zhiliang.core.period import Period
from zhiliang.evaluation.adjustments import STAGES, Established, established
from zhiliang.evaluation.rules import OUTSIDE_THE_HUNDRED, RULES, Outcome
from zhiliang.evaluation.scheme import KINDS, Item, Scheme, Sheet
from zhiliang.evaluation.standing import direction, standing
from zhiliang.evaluation.words import MISSING, amount, plain, reason, regain
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.definition import Definition
from zhiliang.indicators.evidence import evidence
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.value import Value
from zhiliang.methods.ranking import competition_ranks

USABLE = ("ok", "redefined")
Judged = Mapping[tuple[str, str], Established]


@dataclass(frozen=True)
class Plan:
    """All that decides an evaluation besides the data: scheme, definitions, targets, names."""

    scheme: Scheme
    definitions: Mapping[str, Definition]
    targets: tuple[Mapping[str, Any], ...] = ()
    directions: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Subject:
    """Who is evaluated: a place or a department."""

    code: str
    kind: str
    name_zh: str
    name_en: str
    figures_of: str


@dataclass(frozen=True)
class Scored:
    """One item of one subject: the figure, the exact points, and the entry it becomes."""

    item: Item
    value: Value
    outcome: Outcome
    counted: bool
    established: Established | None = None

    @property
    def earned(self) -> Fraction:
        """The points that count: those established by people, else those of the rule."""
        return self.established.points if self.established else self.outcome.earned


def assess(lake: Lake, plan: Plan, *, engine: str = "duckdb") -> dict[str, Any]:
    """The results document of a year; see `docs/reference/results.md` for its shape."""
    figures = Figures(lake, plan.definitions, engine=engine)
    scheme = plan.scheme
    judged = established(lake, scheme.period)
    subjects = [
        subject for kind in KINDS for subject in _of_kind(figures, scheme, kind, judged=judged)
    ]
    return {
        "year": scheme.year,
        "period": scheme.period,
        "as_of": lake.as_of,
        "manifest": lake.number,
        "scheme": scheme.summary(),
        "subjects": subjects,
        "targets": [standing(figures, target, scheme.year) for target in plan.targets],
        "directions": [direction(figures, aim, scheme.year) for aim in plan.directions],
    }


def _of_kind(
    figures: Figures, scheme: Scheme, kind: str, *, judged: Judged
) -> list[dict[str, Any]]:
    period = Period.parse(scheme.period)
    return _ranked(
        [
            _assessed(figures, scheme, sheet, subject, judged=judged)
            for sheet in scheme.sheets
            if sheet.kind == kind
            for subject in _subjects(figures, sheet, period)
        ]
    )


def _subjects(figures: Figures, sheet: Sheet, period: Period) -> list[Subject]:
    if sheet.kind == "department":
        return [Subject(sheet.code, "department", sheet.name_zh, sheet.name_en, sheet.figures_of)]
    places = figures.places.of_level(sheet.kind, period.end)
    listed = figures.places.sets(period.end).get(sheet.set, tuple(places))
    named = [
        Subject(code, sheet.kind, places[code]["name_zh"], places[code]["name_en"], code)
        for code in listed
        if code in places
    ]
    if sheet.kind != "district":
        return named
    return [s for s in named if any(_value(figures, i, s, period).source for i in sheet.items)]


def _value(figures: Figures, item: Item, subject: Subject, period: Period) -> Value:
    return figures.at(item.indicator, subject.figures_of, period)


def _assessed(
    figures: Figures, scheme: Scheme, sheet: Sheet, subject: Subject, *, judged: Judged
) -> dict[str, Any]:
    period = Period.parse(scheme.period)
    values = [(item, _value(figures, item, subject, period)) for item in sheet.items]
    lines = [settled(scored(i, v), judged.get((subject.code, i.key))) for i, v in values]
    score = total(lines, scheme.max_points)
    vetoes = [s for s in lines if s.outcome.veto]
    return {
        "code": subject.code,
        "kind": subject.kind,
        "name_zh": subject.name_zh,
        "name_en": subject.name_en,
        "score": f"{scheme.rounded(score):f}",
        "exact": str(score),
        "grade": scheme.lowest if vetoes else scheme.grade(score),
        "rank": None,
        "vetoes": [_veto(figures, s) for s in vetoes],
        "sample": any(_is_sample(s) for s in lines),
        "items": [_entry(figures, s) for s in lines],
    }


def scored(item: Item, value: Value) -> Scored:
    """What an item earns with a figure."""
    if value.exact is None or value.status not in USABLE:
        # What nobody collected earns nothing; what the state stopped counting is not asked for.
        counted = value.status not in ("discontinued", "suppressed")
        return Scored(item, value, Outcome(Fraction(0), None), counted)
    outcome = RULES[item.rule](item.points, value.exact, item.parameters)
    return Scored(item, value, outcome, True)


def settled(line: Scored, judged: Established | None) -> Scored:
    """With the points that people established, within the item's own; vetoes are not judged."""
    if judged is None or line.item.rule == "veto":
        return line
    within = replace(judged, points=max(Fraction(0), min(line.item.points, judged.points)))
    return replace(line, counted=True, established=within)


def _is_sample(line: Scored) -> bool:
    judged = line.established
    return line.value.source == "sample" or (judged is not None and judged.source == "sample")


def total(lines: Sequence[Scored], max_points: Fraction) -> Fraction:
    """Points earned out of those that count, scaled to the full marks, plus bonus, at most full.

    Items whose figure is discontinued or suppressed leave both sides of the quotient.
    """
    inside = [s for s in lines if s.counted and s.item.rule not in OUTSIDE_THE_HUNDRED]
    bonus = sum((s.earned for s in lines if s.item.rule == "bonus"), Fraction(0))
    available = sum((s.item.points for s in inside), Fraction(0))
    if not available:
        return Fraction(0)
    earned = sum((s.earned for s in inside), Fraction(0))
    return max(Fraction(0), min(max_points, earned * max_points / available + bonus))


def _veto(figures: Figures, scored: Scored) -> dict[str, str]:
    zh, en = _reason(scored, figures.definitions[scored.item.indicator].unit)
    return {"key": scored.item.key, "ground_zh": zh, "ground_en": en}


def _shown(value: Value, unit: str) -> tuple[str, str]:
    zh, en = amount(value.exact, unit)
    if not value.denominator:
        return zh, en
    parts = f"{value.numerator}/{value.denominator}"
    return f"{zh}（{parts}）", f"{en} ({parts})"


def _reason(scored: Scored, unit: str) -> tuple[str, str]:
    value = scored.value
    if value.exact is None or value.status not in USABLE:
        return MISSING.get(value.status, MISSING["not_collected"])
    shown = _shown(value, unit)
    parameters = scored.item.parameters
    return reason(scored.item.rule, shown, scored.outcome, parameters=parameters, unit=unit)


def _entry(figures: Figures, scored: Scored) -> dict[str, Any]:
    item, value, outcome = scored.item, scored.value, scored.outcome
    unit = figures.definitions[item.indicator].unit
    lost = item.points - scored.earned if scored.counted and item.loses else Fraction(0)
    reason_zh, reason_en = _with_judgement(scored, _reason(scored, unit))
    regain_zh, regain_en = regain(item.rule, unit, outcome, lost)
    return {
        **item.named(),
        "points": plain(item.points),
        "earned": plain(scored.earned),
        "lost": plain(lost),
        "counted": scored.counted,
        "value": None if value.value is None else f"{value.value:f}",
        "numerator": value.numerator,
        "denominator": value.denominator,
        "unit": unit,
        "target": None if outcome.target is None else plain(outcome.target),
        "status": value.status,
        "source": value.source or None,
        "place": value.place,
        "period": value.period,
        "reason_zh": reason_zh,
        "reason_en": reason_en,
        "regain_zh": regain_zh,
        "regain_en": regain_en,
        "records": _records(figures, value) if lost else [],
        **_judged(scored),
    }


def _judged(scored: Scored) -> dict[str, Any]:
    """What the rule gave and what was established instead; nothing where nobody judged."""
    if scored.established is None:
        return {}
    return {
        "computed": plain(scored.outcome.earned),
        "established": scored.established.to_json(),
    }


def _with_judgement(scored: Scored, said: tuple[str, str]) -> tuple[str, str]:
    if scored.established is None:
        return said
    zh, en = STAGES[scored.established.stage]
    points, computed = plain(scored.earned), plain(scored.outcome.earned)
    ground = scored.established.ground
    return (
        f"{zh}{points}分：{ground}（按规则计算为{computed}分：{said[0]}）",
        f"{points} points {en}: {ground} (the rule gives {computed}: {said[1]})",
    )


def _records(figures: Figures, value: Value) -> list[dict[str, Any]]:
    """The first source rows behind a lost point, named so that they can be found again."""
    if not value.source:
        return []
    definition = figures.definitions[value.indicator]
    inside = figures.places.within(value.place, value.period)
    found = evidence(definition, figures.lake, value, inside)
    return [
        {
            "table": found.table,
            "place": row.get("place"),
            "period": row.get("period") or value.period,
            "source": row.get("source"),
            "reference": row.get("reference") or "",
            "line": row.get("line"),
        }
        for row in found.rows[:5]
    ]


def _ranked(subjects: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Ranks by score as shown, among subjects of a kind; a vetoed one stands below all others."""
    keys = [(bool(s["vetoes"]), -Fraction(s["score"])) for s in subjects]
    return [{**s, "rank": rank} for s, rank in zip(subjects, competition_ranks(keys), strict=True)]
