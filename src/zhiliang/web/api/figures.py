"""Indicators, their values and places."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.errors import HttpError

from zhiliang.core.period import Period
from zhiliang.core.places import latest_names
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import figures_or_none
from zhiliang.indicators.definition import Definition
from zhiliang.indicators.registry import definitions
from zhiliang.web.reading import periods_with

router = Router(tags=["indicators"])


class IndicatorOut(Schema):
    """An indicator in the list."""

    key: str
    clause: str
    name_zh: str
    name_en: str
    unit: str
    digest: str
    periods: list[str]


class DefinitionOut(IndicatorOut):
    """An indicator with its whole definition."""

    definition: dict[str, Any]


class ValueOut(Schema):
    """A value that is never bare."""

    place: str
    name: str
    name_en: str
    value: float | int | None
    numerator: int | None
    denominator: int | None
    status: str
    source: str | None
    rank: int | None


class AggregateOut(Schema):
    """A value over a named set of places."""

    set: str
    rule: str
    value: float | int | None
    members: int
    missing: list[str]


class AnswerOut(Schema):
    """All values of an indicator for a period."""

    indicator: str
    period: str
    as_of: str
    definition: str
    values: list[ValueOut]
    aggregates: list[AggregateOut]


class PlaceOut(Schema):
    """A place with its present name."""

    code: str
    name_zh: str
    name_en: str
    parent: str | None


def _figures() -> Figures:
    figures = figures_or_none()
    if figures is None:
        raise HttpError(503, "还没有指标数据：请先运行 zhiliang project。")
    return figures


def _definition(key: str) -> Definition:
    if key not in definitions():
        raise Http404(f"没有指标 {key}")
    return definitions()[key]


def _listed(item: Definition) -> dict[str, Any]:
    figures = figures_or_none()
    periods = periods_with(figures, item.key) if figures else []
    return {
        "key": item.key,
        "clause": item.clause,
        "name_zh": item.name_zh,
        "name_en": item.name_en,
        "unit": item.unit,
        "digest": item.digest,
        "periods": [period.key for period in periods],
    }


@router.get("/indicators", response=list[IndicatorOut], summary="全部指标和有数据的时期")
def indicators(request: HttpRequest) -> list[dict[str, Any]]:
    """Return every declared indicator and the periods that have data."""
    return [_listed(item) for item in definitions().values()]


@router.get("/indicators/{key}", response=DefinitionOut, summary="一项指标的完整口径")
def indicator(request: HttpRequest, key: str) -> dict[str, Any]:
    """Return one indicator with its definition as data."""
    item = _definition(key)
    return {**_listed(item), "definition": item.to_json()}


@router.get(
    "/indicators/{key}/values", response=AnswerOut, summary="一项指标一期的数值、合计和名次"
)
def values(
    request: HttpRequest,
    key: str,
    period: str,
    by: Literal["city", "region", "province", "district"] = "city",
    source: Literal["records", "returns", "published", "sample"] | None = None,
) -> dict[str, Any]:
    """Return the values of an indicator for a period, with aggregates and ranks."""
    item = _definition(key)
    try:
        asked = Period.parse(period)
    except ValueError as fault:
        raise HttpError(400, str(fault)) from None
    return _figures().answer(item.key, asked, by=by, source=source).to_json()


@router.get("/places", response=list[PlaceOut], tags=["places"], summary="地区及其上级")
def places(request: HttpRequest) -> list[dict[str, Any]]:
    """Return every place with its present name and the place above it."""
    names = latest_names(timezone.localdate())
    return [
        {"code": c, "name_zh": n.name_zh, "name_en": n.name_en, "parent": n.parent_id}
        for c, n in sorted(names.items())
    ]
