"""Each parameter as a condition on the rows of events (EPCIS 2.0, 8.2.7.1).

Conditions of different parameters all hold; values of one parameter are alternatives.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from zhiliang.methods.unit_conversion import in_every_unit
from zhiliang.systems.traceability.models import (
    EpcisEvent,
    EventObject,
    MasterAttribute,
    Role,
    Site,
)
from zhiliang.systems.traceability.querying.field_filters import (
    COMPARED,
    compared,
    extension,
    has_field,
    measured,
    sensed,
)
from zhiliang.systems.traceability.querying.names import Prefixes
from zhiliang.systems.traceability.querying.parameters import (
    Query,
    moment,
    number,
    single,
    truth,
    unknown,
)
from zhiliang.systems.traceability.querying.patterns import matching

_COLUMNS = {"eventType": "type", "EQ_action": "action"}
_WORDS = {
    "EQ_bizStep": ("biz_step", "BizStep"),
    "EQ_disposition": ("disposition", "Disp"),
    "EQ_errorReason": ("declared_reason", "ER"),
}
_IDENTIFIED = {"EQ_transformationID": "transformation_id"}
_SITES = {"readPoint": "read_point", "bizLocation": "biz_location"}
_TIMES = {
    "eventTime": "event_time",
    "recordTime": "record_time",
    "errorDeclarationTime": "declared_at",
    "errorDeclaration_Time": "declared_at",
}
_MATCHED = {
    "MATCH_epc": (Role.EPC, Role.CHILD),
    "MATCH_parentID": (Role.PARENT,),
    "MATCH_inputEPC": (Role.INPUT,),
    "MATCH_outputEPC": (Role.OUTPUT,),
    "MATCH_anyEPC": (Role.EPC, Role.CHILD, Role.PARENT, Role.INPUT, Role.OUTPUT),
    "MATCH_epcClass": (Role.EPC_CLASS, Role.CHILD_CLASS),
    "MATCH_inputEPCClass": (Role.INPUT_CLASS,),
    "MATCH_outputEPCClass": (Role.OUTPUT_CLASS,),
    "MATCH_anyEPCClass": (
        Role.EPC_CLASS,
        Role.CHILD_CLASS,
        Role.INPUT_CLASS,
        Role.OUTPUT_CLASS,
    ),
}
_EXISTING = {
    "EXISTS_errorDeclaration": Q(declaration=True),
    "EXISTS_sensorElementList": has_field(Q(key="sensor")),
    "EXISTS_sensorElement": has_field(Q(key="sensor")),
}
_NAMING = {"epc": Q(role__lt=Role.EPC_CLASS), "epcClass": Q(role__gte=Role.EPC_CLASS)}


def conditions(query: Query) -> Iterator[Q]:
    """The conditions of a query; an event must fulfil all of them."""
    for name, values in query.conditions.items():
        yield condition(name, values, query.prefixes)


def condition(name: str, values: Sequence[str], prefixes: Prefixes) -> Q:
    """The condition of one parameter; QueryFault for one that the standard does not have."""
    for read in (_fixed, _existing, _named, _paired, measured, sensed, _attribute, extension):
        found = read(name, values, prefixes)
        if found is not None:
            return found
    raise unknown(name)


def _fixed(name: str, values: Sequence[str], prefixes: Prefixes) -> Q | None:
    if name in _COLUMNS:
        return Q(**{f"{_COLUMNS[name]}__in": [prefixes.full(one) or one for one in values]})
    if name == "EQ_eventID":
        ids = [prefixes.full(one) or one for one in values]
        return Q(pk__in=EpcisEvent.objects.filter(event_id__in=ids).values("pk"))
    if name in _IDENTIFIED:
        return Q(**{f"{_IDENTIFIED[name]}__in": [prefixes.identifier(one) for one in values]})
    if name in _WORDS:
        column, kind = _WORDS[name]
        return Q(**{f"{column}__in": [prefixes.word(kind, one) for one in values]})
    relation, _, rest = name.partition("_")
    if rest in _TIMES and relation in ("GE", "LT"):
        return Q(**{_TIMES[rest] + COMPARED[relation]: moment(name, single(name, values))})
    if rest in _SITES and relation in ("EQ", "WD"):
        sites = {prefixes.identifier(one) for one in values}
        held = sites | below(sites) if relation == "WD" else sites
        return Q(**{f"{_SITES[rest]}__in": held})
    return None


def below(sites: set[str]) -> set[str]:
    """Sites that lie in the given ones, at any depth."""
    found: set[str] = set()
    level = set(sites)
    while level:
        rows = Site.objects.filter(parent__canonical__in=level).values_list("canonical", flat=True)
        level = set(rows) - found - sites
        found |= level
    return found


def _existing(name: str, values: Sequence[str], prefixes: Prefixes) -> Q | None:
    if name not in _EXISTING:
        return None
    return _EXISTING[name] if truth(name, values) else Q()


def _named(name: str, values: Sequence[str], prefixes: Prefixes) -> Q | None:
    if name in _MATCHED:
        wanted = Q()
        for text in values:
            wanted |= matching(name, text, prefixes)
        return has_object(wanted & Q(role__in=_MATCHED[name]))
    found = re.match(r"^(EQ|GT|GE|LT|LE)_quantity(?:_([A-Z0-9]{2,3}))?$", name)
    if found is None:
        return None
    relation, unit = found.groups()
    if unit is None:
        numbers = [number(name, one) for one in values]
        return has_object(compared("quantity", relation, numbers))
    return has_object(_weighed(relation, unit, [number(name, one) for one in values]))


def _weighed(relation: str, unit: str, numbers: Sequence[float]) -> Q:
    """A quantity in a unit, told in any unit of its kind."""
    wanted = Q()
    for each in numbers:
        for other, held in in_every_unit(unit, each).items():
            wanted |= Q(unit=other) & compared("quantity", relation, [held])
    return wanted


def has_object(wanted: Q) -> Q:
    """Events that name an object like that."""
    return Q(pk__in=EventObject.objects.filter(wanted).values("event"))


def _paired(name: str, values: Sequence[str], prefixes: Prefixes) -> Q | None:
    """Transactions, sources and destinations by their type; what changed in lasting states."""
    found = re.match(r"^EQ_(bizTransaction|source|destination)_(.+)$", name)
    if found is not None:
        kind, type_ = found.groups()
        vocabulary = "BTT" if kind == "bizTransaction" else "SDT"
        key = f"{kind}:{prefixes.word(vocabulary, type_)}"
        return has_field(Q(key=key, text__in=[prefixes.identifier(one) for one in values]))
    if name in ("EQ_persistentDisposition_set", "EQ_persistentDisposition_unset"):
        words = [prefixes.word("Disp", one) for one in values]
        return has_field(Q(key=name.rpartition("_")[2], text__in=words))
    if name == "EQ_correctiveEventID":
        return has_field(Q(key="corrective", text__in=values))
    return None


def _attribute(name: str, values: Sequence[str], prefixes: Prefixes) -> Q | None:
    """Events of which a field names an element of the master data with an attribute."""
    if name.startswith("HASATTR_"):
        rows = MasterAttribute.objects.filter(name__in=_names(values, prefixes))
        return _about(name.removeprefix("HASATTR_"), rows, prefixes)
    found = re.match(r"^EQ_?ATTR_([A-Za-z]+|[^_:]+:[^_]+)_(.+)$", name)
    if found is None:
        return None
    where, attribute = found.groups()
    rows = MasterAttribute.objects.filter(name__in=_names([attribute], prefixes), value__in=values)
    return _about(where, rows, prefixes)


def _names(names: Sequence[str], prefixes: Prefixes) -> set[str]:
    return {*names, *(full for one in names if (full := prefixes.full(one)))}


def _about(where: str, rows: "QuerySet[MasterAttribute]", prefixes: Prefixes) -> Q | None:
    elements: QuerySet[Any] = rows.values("element")
    if where in _SITES:
        return Q(**{f"{_SITES[where]}__in": elements})
    if where in _NAMING:
        return has_object(Q(object__canonical__in=elements) & _NAMING[where])
    if where in ("source", "destination", "bizTransaction"):
        return has_field(Q(key__startswith=f"{where}:", text__in=elements))
    full = prefixes.full(where) if ":" in where else None
    return has_field(Q(key=f":{full}", text__in=elements)) if full else None
