"""The parameters of SimpleEventQuery (EPCIS 2.0, 8.2.7.1), from an address or from JSON."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.systems.traceability.querying.faults import QueryFault
from zhiliang.systems.traceability.querying.names import Prefixes

MOMENTS = re.compile(r"^(GE|LT)_(eventTime|recordTime|errorDeclaration_?Time)$")
TEXTS = {
    "eventType",
    "EQ_action",
    "EQ_bizStep",
    "EQ_disposition",
    "EQ_persistentDisposition_set",
    "EQ_persistentDisposition_unset",
    "EQ_readPoint",
    "WD_readPoint",
    "EQ_bizLocation",
    "WD_bizLocation",
    "EQ_transformationID",
    "MATCH_epc",
    "MATCH_parentID",
    "MATCH_inputEPC",
    "MATCH_outputEPC",
    "MATCH_anyEPC",
    "MATCH_epcClass",
    "MATCH_inputEPCClass",
    "MATCH_outputEPCClass",
    "MATCH_anyEPCClass",
    "EQ_eventID",
    "EQ_errorReason",
    "EQ_correctiveEventID",
}
CONTROLS = ("orderBy", "orderDirection", "eventCountLimit", "maxEventCount")
PAGING = ("perPage", "nextPageToken")
ACTIONS = {"ADD", "OBSERVE", "DELETE"}


@dataclass(frozen=True)
class Query:
    """A query: conditions by parameter name, values as lists of texts, and how to order and cut."""

    conditions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prefixes: Prefixes = field(default_factory=Prefixes)
    order_by: str = ""
    descending: bool = True
    count_limit: int | None = None
    most: int | None = None

    @property
    def names_objects(self) -> bool:
        """Whether it asks for certain objects: few events of many."""
        return any(name.startswith("MATCH_") for name in self.conditions)


def from_url(values: Mapping[str, str], prefixes: Prefixes | None = None) -> Query:
    """A query as the REST interface writes it: several values of one parameter between bars."""
    wanted = {name: text.split("|") for name, text in values.items() if name not in PAGING}
    return _query(wanted, prefixes or Prefixes())


def from_json(query: Mapping[str, Any]) -> Query:
    """A query as JSON (query-schema.json); its `@context` declares prefixes."""
    wanted = {
        name: [_text(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in query.items()
        if name != "@context" and name not in PAGING
    }
    return _query(wanted, Prefixes.of(query.get("@context")))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        raise QueryFault(_("参数的值须是文字、数或者它们的数组。"), _("请核对查询条件。"))
    return "" if value is None else str(value)


def _query(wanted: Mapping[str, list[str]], prefixes: Prefixes) -> Query:
    controls = {name: wanted[name][0] for name in CONTROLS if name in wanted}
    conditions = {name: tuple(v) for name, v in wanted.items() if name not in CONTROLS}
    for name, values in conditions.items():
        _check(name, values)
    direction = controls.get("orderDirection", "DESC")
    if direction not in ("ASC", "DESC"):
        raise unfit("orderDirection", direction)
    limit, most = (_count(controls, name) for name in ("eventCountLimit", "maxEventCount"))
    if limit is not None and most is not None:
        raise QueryFault(
            _("eventCountLimit 和 maxEventCount 不能同时使用。"), _("请只留其中一个（8.2.7.1）。")
        )
    if limit is not None and "orderBy" not in controls:
        raise QueryFault(
            _("eventCountLimit 须与 orderBy 一起使用。"), _("请写明按什么排序（8.2.7.1）。")
        )
    return Query(
        conditions, prefixes, controls.get("orderBy", ""), direction == "DESC", limit, most
    )


def _count(controls: Mapping[str, str], name: str) -> int | None:
    if name not in controls:
        return None
    text = controls[name]
    if not text.isascii() or not text.isdecimal() or len(text) > 9 or int(text) == 0:
        raise unfit(name, text)
    return int(text)


def _check(name: str, values: tuple[str, ...]) -> None:
    if MOMENTS.match(name):
        moment(name, values[0])
    if name == "EQ_action" and not set(values) <= ACTIONS:
        raise unfit(name, "|".join(values))
    if not values or (name in TEXTS and not all(values)):
        raise unfit(name, "|".join(values))


def moment(name: str, text: str) -> datetime:
    """An instant with its zone; QueryFault for anything else."""
    try:
        # a plus sign in an address is read as a blank
        found = datetime.fromisoformat(text.strip().replace(" ", "+"))
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    except (ValueError, OverflowError):
        pass  # some instants of the calendar's first and last day have no name in UTC
    raise unfit(name, text)


def single(name: str, values: Sequence[str]) -> str:
    """The one value of a parameter that takes no list; QueryFault for several."""
    if len(values) != 1:
        raise unfit(name, "|".join(values))
    return values[0]


def truth(name: str, values: Sequence[str]) -> bool:
    """Yes or no; a parameter that is merely named says yes."""
    told = single(name, values).lower()
    if told not in ("", "true", "1", "false", "0"):
        raise unfit(name, told)
    return told not in ("false", "0")


def number(name: str, text: str) -> float:
    """A number; QueryFault for anything else."""
    try:
        found = float(text)
    except ValueError:
        raise unfit(name, text) from None
    if found != found or found in (float("inf"), float("-inf")):
        raise unfit(name, text)
    return found


def unfit(name: str, text: str) -> QueryFault:
    """A value that the parameter does not take."""
    return QueryFault(
        _("参数 %(name)s 的值“%(text)s”不合规定。") % {"name": name, "text": text[:100]},
        _("时间写作 2026-11-26T08:00:00+08:00，数写作 12.5，多个值之间用 | 隔开。"),
    )


def unknown(name: str) -> QueryFault:
    """A parameter that the standard does not have."""
    return QueryFault(
        _("没有参数 %(name)s。") % {"name": name[:100]},
        _("请核对 EPCIS 2.0 第 8.2.7.1 条的参数名。扩展字段须写作 EQ_前缀:字段，并声明前缀。"),
    )
