"""What others may ask of returns: which versions a figure had, what was returned, what is asked."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby
from typing import TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Person, Place
from zhiliang.core.period import Period
from zhiliang.core.places import names_on
from zhiliang.indicators.current import current_figures
from zhiliang.indicators.definition import Definition
from zhiliang.indicators.registry import definitions
from zhiliang.indicators.value import Value
from zhiliang.systems.returns.feeds.words import reporters
from zhiliang.systems.returns.flow import figure as flow
from zhiliang.systems.returns.models import Figure

PROVINCE = "440000"


class Version(TypedDict):
    """One version of a figure: what it said, how it stands, who made it when, and why."""

    version: int
    value: str | None
    numerator: int | None
    denominator: int | None
    status: str
    source: str
    state: str
    state_name: str
    who: str
    when: str
    why: str
    accepted_by: str
    accepted_at: str
    superseded_at: str
    reference: str
    line: int | None
    file_digest: str
    note: str


def history_of(
    indicator: str, place: str, period: str, *, source: str | None = None
) -> list[Version]:
    """Every version that was accepted, oldest first; drafts are nobody else's business."""
    rows = Figure.objects.filter(
        indicator=indicator,
        place_id=place,
        period=period,
        state__in=("accepted", "superseded"),
        **({"source": source} if source else {}),
    )
    found = rows.select_related("entered_by", "accepted_by", "batch").order_by("source", "pk")
    return [
        _version(number, row)
        for _source, versions in groupby(found, key=lambda row: row.source)
        for number, row in enumerate(versions, start=1)
    ]


def _version(number: int, row: Figure) -> Version:
    return Version(
        version=number,
        value=None if row.shown is None else f"{row.shown:f}",
        numerator=row.numerator,
        denominator=row.denominator,
        status=row.status,
        source=row.source,
        state=row.state,
        state_name=flow.state_label(row.state),
        who=_who(row.entered_by),
        when=_moment(row.entered_at),
        why=row.reason,
        accepted_by=_who(row.accepted_by),
        accepted_at=_moment(row.accepted_at),
        superseded_at=_moment(row.superseded_at),
        reference=row.reference,
        line=row.line,
        file_digest=row.batch.digest if row.batch else "",
        note=row.note,
    )


def returned_value(indicator: str, place: str, period: str) -> Fraction | None:
    """The exact value that is accepted and in force; None if there is none."""
    row = Figure.objects.filter(
        indicator=indicator, place_id=place, period=period, source="returns", state="accepted"
    ).first()
    return row.exact if row else None


def asked_of(level: str) -> dict[str, Definition]:
    """The indicators that places of a level report."""
    return {key: one for key, one in definitions().items() if level in reporters().get(key, ())}


def worksheet_lines(
    place: str, period: Period, *, indicators: Iterable[str] | None = None
) -> list[dict[str, str]]:
    """A line of the worksheet for each figure asked of a place; what is known is filled in.

    ClerkError for an unknown indicator or place.
    """
    asked = asked_of(_level(place))
    keys = list(indicators) if indicators is not None else list(asked)
    if unknown := [key for key in keys if key not in definitions()]:
        raise ClerkError(
            _("没有指标“%(keys)s”。") % {"keys": "、".join(unknown)},
            _("全部指标：zhiliang indicators。"),
        )
    returned = {
        row.indicator: row
        for row in Figure.objects.filter(
            place_id=place, period=period.key, source="returns", state="accepted"
        )
    }
    return [_line(key, place, period, known=returned.get(key)) for key in keys]


def places_on(day: date, codes: Iterable[str] | None = None) -> Mapping[str, str]:
    """Code → Chinese name of the places on a day, narrowed to `codes` where given."""
    names = names_on(day).exclude(place__level="country").order_by("place_id")
    wanted = None if codes is None else set(codes)
    return {n.place_id: n.name_zh for n in names if wanted is None or n.place_id in wanted}


def prefill(indicator: str, place: str, period: Period) -> dict[str, str]:
    """What records already give for a figure, as cells of the worksheet; empty if nothing."""
    if definitions()[indicator].query() is None:
        return {}  # no records are kept of it
    try:
        value = current_figures().at(indicator, place, period, source="records")
    except ClerkError:
        return {}  # nothing was projected yet
    return _of_records(value) if value.value is not None else {}


def _of_records(value: Value) -> dict[str, str]:
    parts = {"numerator": value.numerator, "denominator": value.denominator}
    cells = {name: str(part) for name, part in parts.items() if part is not None}
    note = _("由业务记录计算，请核对。")
    return {"value": f"{value.value:f}", "status": "正常", **cells, "note": note}


def _line(key: str, place: str, period: Period, *, known: Figure | None) -> dict[str, str]:
    line = {"indicator": key, "place": place, "period": period.key}
    return line | (_of_return(known) if known else prefill(key, place, period))


def _of_return(row: Figure) -> dict[str, str]:
    cells = {
        "value": "" if row.value is None else f"{row.value:f}",
        "numerator": "" if row.numerator is None else str(row.numerator),
        "denominator": "" if row.denominator is None else str(row.denominator),
    }
    return {**cells, "status": row.status, "source": row.reference, "note": row.note}


def _level(place: str) -> str:
    level = Place.objects.filter(pk=place).values_list("level", flat=True).first()
    if level is None:
        raise ClerkError(
            _("没有地区“%(place)s”。") % {"place": place}, _("请填六位行政区划代码，如 440100。")
        )
    return level


def _who(person: Person | None) -> str:
    return str(person) if person else _("平台")


def _moment(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""
