"""Filed targets beside baseline, required path and the other subjects': is this one soft?"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from zhiliang.core.period import Period
from zhiliang.evaluation.models import Case, TargetFiling
from zhiliang.evaluation.models.exact import SCALE, exact
from zhiliang.evaluation.scheme import Item
from zhiliang.evaluation.sheets import undertaken
from zhiliang.evaluation.words import plain
from zhiliang.indicators.current import figures_or_none
from zhiliang.methods.ambition import ambition
from zhiliang.methods.tables.ambition import BELOW_BASELINE, BELOW_PATH

SOFT = (BELOW_BASELINE, BELOW_PATH)


def measured(case: Case, rows: Iterable[TargetFiling]) -> dict[str, dict[str, Any]]:
    """Item key → how ambitious the filed target is, as of now."""
    items = {item.key: item for item in undertaken(case)}
    return {row.item: _measured(case, items[row.item], row) for row in rows if row.item in items}


def _measured(case: Case, item: Item, row: TargetFiling) -> dict[str, Any]:
    value, baseline = exact(row.value_e6), _baseline(case, item)
    required = Fraction(item.parameters["target"])
    assert value is not None
    found = ambition(
        value,
        # without a figure of the year before, only the path and the others can be asked
        baseline=required if baseline is None else baseline,
        required=required,
        peers=_peers(case, item.key),
        direction=_direction(item),
    )
    falls_short = baseline is None and found.judgement == BELOW_BASELINE
    return {
        "judgement": BELOW_PATH if falls_short else found.judgement,
        "baseline": plain(baseline),
        "required": plain(required),
        "rank": found.rank,
        "peers": found.peers,
        "median": plain(found.median),
    }


def _baseline(case: Case, item: Item) -> Fraction | None:
    """The figure of the year before, where there is one."""
    period = Period.parse(str(case.year - 1))
    place = case.subject if case.place_id else "440000"
    figures = figures_or_none()
    value = figures.at(item.indicator, place, period) if figures else None
    if value is None or (value.source == "sample" and not case.cycle.sample):
        return None
    return value.exact


def _peers(case: Case, item: str) -> list[Fraction]:
    rows = TargetFiling.objects.filter(
        case__cycle=case.cycle, case__kind=case.kind, item=item
    ).exclude(case=case)
    return [Fraction(value, SCALE) for value in rows.values_list("value_e6", flat=True)]


def _direction(item: Item) -> int:
    wanted = item.parameters
    falls = wanted.get("op") in ("le", "lt") or wanted.get("better") == "lower"
    falls = falls or item.rule == "deduct"
    return -1 if falls else 1


def is_soft(found: Mapping[str, Any]) -> bool:
    """Whether a target asks for less than last year's figure or than the year requires."""
    return found["judgement"] in SOFT
