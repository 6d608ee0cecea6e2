"""Make records from items: which fields there are, and which combinations are refused."""

import re
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation

from zhiliang.mandate import records
from zhiliang.mandate.reading import Item
from zhiliang.mandate.records import Clause, Direction, Programme, System, Target

CLAUSE_ID = re.compile(r"[一二三四](\([一二三四五六七]\))?[1-9][0-9]?")
WHEN = re.compile(r"([12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?)?")
INDICATOR_KEY = re.compile(r"[a-z]+\.[a-z][a-z0-9_]*")


def build_system(item: Item) -> System:
    """A system of `systems.yaml`."""
    item.only(_names(System))
    return System(
        name=item.text("name"),
        title_zh=item.text("title_zh"),
        title_en=item.text("title_en"),
        state=item.choice("state", of=records.State),
    )


def build_clause(item: Item) -> Clause:
    """A clause of `clauses.yaml`; one no longer in force must say what became of it."""
    item.only(_names(Clause))
    clause = Clause(
        id=_matching(item, "id", CLAUSE_ID),
        title=item.text("title"),
        title_en=item.text("title_en"),
        kind=item.choice("kind", of=records.Kind),
        quote=item.text("quote"),
        quote_hans=item.text("quote_hans"),
        quote_hans_status=item.choice("quote_hans_status", of=records.Certainty),
        systems=item.texts("systems"),
        state=item.choice("state", of=records.State),
        legal_state=item.choice("legal_state", of=records.LegalState),
        legal_date=_matching(item, "legal_date", WHEN, default=""),
        **{name: item.text(name, default="") for name in _LEGAL_TEXTS},
        legal_certainty=item.choice("legal_certainty", of=_CERTAINTY_OR_EMPTY, default=""),
    )
    if clause.legal_state != "in_force" and not (clause.legal_note and clause.legal_certainty):
        raise item.refuse("legal_state", "不再照旧施行的条款须写明 legal_note 和 legal_certainty。")
    return clause


def build_target(item: Item) -> Target:
    """A target of `targets.yaml`."""
    item.only(_names(Target))
    return Target(
        **{name: item.text(name) for name in _TARGET_TEXTS},
        op=item.choice("op", of=records.Operator),
        value=_decimal(item, "value"),
        horizon=item.choice("horizon", of=records.Horizon),
        clause_id=_matching(item, "clause_id", CLAUSE_ID),
        indicator=_matching(item, "indicator", INDICATOR_KEY),
        programme=_programme(item),
        window=_window(item),
    )


def build_direction(item: Item) -> Direction:
    """A direction of `directions.yaml`."""
    item.only(_names(Direction))
    indicators = item.texts("indicators")
    for key in indicators:
        if not INDICATOR_KEY.fullmatch(key):
            raise item.refuse("indicators", f"“{key}”不是“系统.名称”形式的指标键。")
    return Direction(
        key=item.text("key"),
        clause=item.text("clause"),
        clause_id=_matching(item, "clause_id", CLAUSE_ID),
        quote=item.text("quote"),
        name_zh=item.text("name_zh"),
        name_en=item.text("name_en"),
        indicators=indicators,
    )


_LEGAL_TEXTS = ("successor_zh", "successor_en", "legal_note", "legal_note_en")
_TARGET_TEXTS = (
    *("key", "clause", "name_zh", "name_en"),
    *("unit", "unit_zh", "counted_zh", "counted_en"),
)
_CERTAINTY_OR_EMPTY = Clause.__annotations__["legal_certainty"]


def _names(record: type) -> list[str]:
    return [field.name for field in fields(record)]


def _matching(
    item: Item, field: str, pattern: re.Pattern[str], *, default: str | None = None
) -> str:
    value = item.text(field, default=default)
    if not pattern.fullmatch(value):
        raise item.refuse(field, f"“{value}”的写法不对，应符合 {pattern.pattern}。")
    return value


def _decimal(item: Item, field: str) -> Decimal:
    try:
        value = Decimal(item.text(field))
    except InvalidOperation:
        raise item.refuse(field, "应为十进制数，不带单位。") from None
    if not value.is_finite():
        raise item.refuse(field, "应为有限的数。")
    return value


def _programme(item: Item) -> Programme | None:
    inner = item.inner("programme")
    if inner is None:
        return None
    inner.only(_names(Programme))
    return Programme(
        state=inner.choice("state", of=Programme.__annotations__["state"]),
        date=_matching(inner, "date", WHEN, default=""),
        certainty=inner.choice("certainty", of=records.Certainty),
        note_zh=inner.text("note_zh"),
        note_en=inner.text("note_en"),
    )


def _window(item: Item) -> tuple[date, date] | None:
    texts = item.texts("window", default=())
    if not texts:
        return None
    try:
        first, last = (date.fromisoformat(text) for text in texts)
    except ValueError:
        raise item.refuse("window", "应为两个日期：[起, 止]，写作 2010-07-04。") from None
    if first > last:
        raise item.refuse("window", "起日晚于止日。")
    return first, last
