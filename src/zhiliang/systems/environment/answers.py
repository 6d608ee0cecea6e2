"""What others may ask of the environment: in which bulletins a figure stood, and which is in force.

Shape: a version as the history of a returned figure has it.
"""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.language import pick
from zhiliang.indicators.definition import Definition, Mean
from zhiliang.indicators.expression import Column
from zhiliang.systems.environment.indicators.bulletins import AIR, GOOD_AIR_DAYS
from zhiliang.systems.environment.models import MILLION, CityAir


def history_of(definition: Definition, place: str, period: str) -> list[dict[str, Any]]:
    """Every version of a figure that bulletins answer, oldest first; [] for other indicators."""
    column = _column(definition)
    if column is None:
        return []
    rows = CityAir.objects.filter(place_id=place, bulletin__period=period)
    found = rows.select_related("bulletin__imported_by").order_by("bulletin__pk")
    return [_version(number, row, column) for number, row in enumerate(found, start=1)]


def _column(definition: Definition) -> str | None:
    if definition.key == GOOD_AIR_DAYS:
        return "attainment"
    if not isinstance(definition, Mean) or definition.of != AIR:
        return None
    return definition.value.name if isinstance(definition.value, Column) else None


def _version(number: int, row: CityAir, column: str) -> dict[str, Any]:
    bulletin = row.bulletin
    exact = getattr(row, f"{column}_e6")
    who = bulletin.imported_by.display_name if bulletin.imported_by else _("平台")
    when = timezone.localtime(bulletin.imported_at).isoformat(timespec="seconds")
    replaced = bulletin.superseded_at
    return {
        "version": number,
        "value": None if exact is None else _plain(Decimal(exact) / MILLION),
        "numerator": None,
        "denominator": None,
        "status": "ok",
        "source": "published",
        "state": "superseded" if replaced else "accepted",
        "state_name": pick("已被更正", "Superseded") if replaced else pick("已核准", "Accepted"),
        "who": who,
        "when": when,
        "why": "",
        "accepted_by": who,
        "accepted_at": when,
        "superseded_at": (
            timezone.localtime(replaced).isoformat(timespec="seconds") if replaced else ""
        ),
        "reference": bulletin.reference or bulletin.file_name,
        "line": row.line,
        "file_digest": bulletin.digest,
        "note": "",
    }


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
