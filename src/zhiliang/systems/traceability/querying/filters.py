"""Each parameter as a condition on the rows of events (EPCIS 2.0, 8.2.7.1).

Conditions of different parameters all hold; values of one parameter are alternatives.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhiliang.methods.unit_conversion import in_base_unit
from zhiliang.systems.traceability.indexing.fields import number_of
from zhiliang.systems.traceability.models import (
    EventField,
    EventObject,
    MasterAttribute,
    Role,
    Site,
)
from zhiliang.systems.traceability.querying.names import Prefixes, identifier, word
from zhiliang.systems.traceability.querying.parameters import (
    Query,
    moment,
    number,
    unknown,
)
from zhiliang.systems.traceability.querying.patterns import matching

COMPARED = {"EQ": "", "GT": "__gt", "GE": "__gte", "LT": "__lt", "LE": "__lte"}
_COLUMNS = {
    "eventType": "type",
    "EQ_action": "action",
    "EQ_transformationID": "transformation_id",
    "EQ_eventID": "event_id",
}
_WORDS = {
    "EQ_bizStep": ("biz_step", "BizStep"),
    "EQ_disposition": ("disposition", "Disp"),
    "EQ_errorReason": ("declared_reason", "ER"),
}
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
_METADATA = ("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules")
_REPORT = (
    "type",
    "microorganism",
    "chemicalSubstance",
    "stringValue",
    "booleanValue",
    "hexBinaryValue",
    "uriValue",
)
_MEASURES = "value|minValue|maxValue|meanValue|sDev|percValue"
_PLACES = {
    "": "",
    "ILMD_": "ilmd",
    "ERROR_DECLARATION_": "error",
    "SENSORELEMENT_": "element",
    "SENSORMETADATA_": "metadata",
    "SENSORREPORT_": "report",
}
_EXTENSION = re.compile(
    r"^(EQ|GT|GE|LT|LE|EXISTS)_(INNER_)?"
    r"(ILMD_|ERROR_DECLARATION_|SENSORELEMENT_|SENSORMETADATA_|SENSORREPORT_)?(.+:.+)$"
)


def condition(name: str, values: Sequence[str], prefixes: Prefixes) -> Q:
    """The condition of one parameter; QueryFault for one that the standard does not have."""
    for read in (_fixed, _named, _measured, _field, _attribute, _extension):
        found = read(name, values, prefixes)
        if found is not None:
            return found
    raise unknown(name)


def _fixed(name: str, values: Sequence[str], prefixes: Prefixes) -> Q | None:
    if name in _COLUMNS:
        return Q(**{f"{_COLUMNS[name]}__in": values})
    if name in _WORDS:
        column, kind = _WORDS[name]
        return Q(**{f"{column}__in": [word(kind, one) for one in values]})
    relation, _, rest = name.partition("_")
    if rest in _TIMES and relation in ("GE", "LT"):
        return Q(**{_TIMES[rest] + COMPARED[relation]: moment(name, values[0])})
    if rest in _SITES and relation in ("EQ", "WD"):
        sites = {identifier(one) for one in values}
        held = sites | below(sites) if relation == "WD" else sites
        return Q(**{f"{_SITES[rest]}__in": held})
    if name == "EXISTS_errorDeclaration":
        return Q(declaration=True)
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


def _named(name: str, values: Sequence[str], prefixes: Prefixes) -> Q | None:
    if name in _MATCHED:
        wanted = Q()
        for text in values:
            wanted |= matching(text)
        return _has(EventObject, wanted & Q(role__in=_MATCHED[name]))
    relation, _, rest = name.partition("_")
    if rest == "quantity" and relation in COMPARED:
        return _has(EventObject, _compared("quantity", relation, name, values))
    return None


def _compared(column: str, relation: str, name: str, values: Sequence[str]) -> Q:
    if relation == "EQ":
        return Q(**{f"{column}__in": [number(name, one) for one in values]})
    return Q(**{column + COMPARED[relation]: number(name, values[0])})


def _measured(name: str, values: Sequence[str], prefixes: Prefixes) -> Q | None:
    found = re.match(rf"^(EQ|GT|GE|LT|LE)_({_MEASURES})_(\w{{2,3}})$", name)
    if found is None:
        return None
    relation, what, unit = found.groups()
    told = [in_base_unit(unit, number(name, one)) for one in values]
    base = f"report:{what}:{told[0][0]}"
    numbers = [value for _base, value in told]
    compared = (
        Q(number__in=numbers)
        if relation == "EQ"
        else Q(**{f"number{COMPARED[relation]}": numbers[0]})
    )
    return _has(EventField, Q(key=base) & compared)


def _field(name: str, values: Sequence[str], prefixes: Prefixes) -> Q | None:
    relation, _, rest = name.partition("_")
    if relation == "EQ":
        key = _field_key(rest)
        if key is not None:
            kind, where = key
            texts = [word(kind, one) if kind else identifier(one) for one in values]
            return _has(EventField, Q(key=where, text__in={*texts, *values}))
    if name == "EXISTS_sensorElementList":
        return _has(EventField, Q(key="sensor"))
    if rest in ("time", "startTime", "endTime") and relation in ("GE", "LT"):
        at = moment(name, values[0]).timestamp()
        return _has(EventField, Q(key__in=_timed(rest), **{f"number{COMPARED[relation]}": at}))
    if rest == "percRank" and relation in COMPARED:
        compared = _compared("number", relation, name, values)
        return _has(EventField, Q(key="report:percRank") & compared)
    return None


def _timed(name: str) -> tuple[str, ...]:
    return (f"metadata:{name}", f"report:{name}") if name == "time" else (f"metadata:{name}",)


def _field_key(rest: str) -> tuple[str, str] | None:
    """The vocabulary of a field's values, empty for identifiers, and its key."""
    for kind in ("bizTransaction", "source", "destination"):
        if rest.startswith(f"{kind}_"):
            type_ = rest.removeprefix(f"{kind}_")
            vocabulary = "BTT" if kind == "bizTransaction" else "SDT"
            return "", f"{kind}:{word(vocabulary, type_)}"
    if rest in ("persistentDisposition_set", "persistentDisposition_unset"):
        return "Disp", rest.removeprefix("persistentDisposition_")
    if rest == "correctiveEventID":
        return "", "corrective"
    if rest in _METADATA:
        return "", f"metadata:{rest}"
    if rest in _REPORT:
        return ("Measure" if rest == "type" else ""), f"report:{rest}"
    return None


def _attribute(name: str, values: Sequence[str], prefixes: Prefixes) -> Q | None:
    relation, _, rest = name.partition("_")
    if relation == "HASATTR":
        rows = MasterAttribute.objects.filter(name__in=_names(values, prefixes))
        return _about(rest, rows)
    found = re.match(r"^EQ_?ATTR_([A-Za-z]+)_(.+)$", name)
    if found is None:
        return None
    where, attribute = found.groups()
    rows = MasterAttribute.objects.filter(name__in=_names([attribute], prefixes), value__in=values)
    return _about(where, rows)


def _names(names: Sequence[str], prefixes: Prefixes) -> set[str]:
    return {*names, *(full for one in names if (full := prefixes.full(one)))}


def _about(where: str, rows: "QuerySet[MasterAttribute]") -> Q | None:
    """Events of which a field names an element with one of the attributes."""
    elements = rows.values("element")
    if where in _SITES:
        return Q(**{f"{_SITES[where]}__in": elements})
    if where in ("epcClass", "epc"):
        return _has(EventObject, Q(object__canonical__in=elements))
    if where in ("source", "destination", "bizTransaction"):
        return _has(EventField, Q(key__startswith=f"{where}:", text__in=elements))
    return None


def _extension(name: str, values: Sequence[str], prefixes: Prefixes) -> Q | None:
    found = _EXTENSION.match(name)
    if found is None:
        return None
    relation, inner, place, local = found.groups()
    full = prefixes.full(local)
    if full is None:
        return None
    key = f"{'inner' if inner else ''}{_PLACES[place or '']}:{full}"
    if relation == "EXISTS":
        return _has(EventField, Q(key=key))
    return _has(EventField, Q(key=key) & _valued(relation, name, values))


def _valued(relation: str, name: str, values: Sequence[str]) -> Q:
    """A text, number or instant of an extension; how it is written tells which."""
    numbers = [_numeric(one) for one in values]
    if relation == "EQ":
        known = [one for one in numbers if one is not None]
        return Q(text__in=values) | Q(number__in=known) if known else Q(text__in=values)
    if numbers[0] is None:
        return Q(**{f"text{COMPARED[relation]}": values[0]})
    return Q(**{f"number{COMPARED[relation]}": numbers[0]})


def _numeric(text: str) -> float | None:
    return number_of(text.replace(" ", "+"))


def _has(model: Any, wanted: Q) -> Q:
    return Q(Exists(model.objects.filter(wanted, event=OuterRef("pk"))))


def conditions(query: Query) -> Iterator[Q]:
    """The conditions of a query; an event must fulfil all of them."""
    for name, values in query.conditions.items():
        yield condition(name, values, query.prefixes)
