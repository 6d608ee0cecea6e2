"""How the oracle reads values: numbers, moments, units, words, and where fields stand."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

COMPARED = {
    "EQ": lambda a, b: a == b,
    "GT": lambda a, b: a > b,
    "GE": lambda a, b: a >= b,
    "LT": lambda a, b: a < b,
    "LE": lambda a, b: a <= b,
}
UNITS = {
    "KEL": ("K", 1, 0),
    "CEL": ("K", 1, "273.15"),
    "FAH": ("K", Decimal(5) / 9, Decimal("459.67") * 5 / 9),
    "KGM": ("kg", 1, 0),
    "GRM": ("kg", "0.001", 0),
    "TNE": ("kg", 1000, 0),
    "LTR": ("l", 1, 0),
    "MLT": ("l", "0.001", 0),
}
PLACES = ("ILMD", "ERROR_DECLARATION", "SENSORELEMENT", "SENSORMETADATA", "SENSORREPORT")


@dataclass
class Knowledge:
    """What is known beside the events."""

    aliases: dict = field(default_factory=dict)
    prefixes: dict = field(default_factory=dict)
    attributes: dict = field(default_factory=dict)
    parents: dict = field(default_factory=dict)

    def same(self, name):
        """One spelling of each identifier: prefixes written out, aliases brought together."""
        prefix, colon, local = name.partition(":")
        if colon and prefix in self.prefixes:
            name = self.prefixes[prefix] + local
        return self.aliases.get(name, name)

    def full(self, name):
        prefix, _, local = name.partition(":")
        return self.prefixes.get(prefix, prefix + ":") + local

    def attributes_of(self, name):
        return {
            key: value
            for element, held in self.attributes.items()
            if self.same(element) == self.same(name)
            for key, value in held.items()
        }

    def line_of(self, name):
        """The element and what it lies in, to the top."""
        parents = {self.same(child): self.same(parent) for child, parent in self.parents.items()}
        line = [self.same(name)]
        while line[-1] in parents:
            line.append(parents[line[-1]])
        return line


def base(value, unit):
    kind, factor, shift = UNITS.get(unit, (unit, 1, 0))
    return kind, Decimal(str(value)) * Decimal(factor) + Decimal(shift)


def holders(event, place):
    elements = event.get("sensorElementList") or []
    return {
        None: [event],
        "ILMD": [event.get("ilmd") or {}],
        "ERROR_DECLARATION": [event.get("errorDeclaration") or {}],
        "SENSORELEMENT": elements,
        "SENSORMETADATA": [one.get("sensorMetadata") or {} for one in elements],
        "SENSORREPORT": list(reports(event)),
    }[place]


def reports(event):
    for element in event.get("sensorElementList") or []:
        yield from element.get("sensorReport") or []


def extension(holder, key, known):
    """Values of a field that stands in `holder` itself."""
    for name, value in holder.items():
        if ":" in name and known.full(name) == known.full(key):
            yield from value if isinstance(value, list) else [value]


def inside(holder, key, known):
    """Values of a field that stands anywhere within an extension field of `holder`."""
    for name, value in holder.items():
        if ":" in name:
            yield from _deeper(value, key, known)


def _deeper(value, key, known):
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield from extension(one, key, known)
            for deeper in one.values():
                yield from _deeper(deeper, key, known)


def compare(operator, held, wanted):
    """Numbers with numbers, moments with moments, texts by equality alone."""
    if isinstance(held, (dict, bool)):
        return operator == "EQ" and str(held).lower() == str(wanted).lower()
    for reading in (number, instant):
        a, b = reading(held), reading(wanted)
        if a is not None and b is not None:
            return COMPARED[operator](a, b)
    return operator == "EQ" and str(held) == str(wanted)


def number(value):
    """A number as JSON writes it: a code like 007 is none."""
    plain = re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?", str(value))
    return Decimal(str(value)) if plain else None


def instant(value):
    try:
        read = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return read if read.tzinfo and isinstance(value, str) else None


def truth(value):
    return str(value).lower() not in ("false", "0")


def word(value):
    """The bare word of a value of the Core Business Vocabulary."""
    for start in ("https://ref.gs1.org/cbv/", "https://ns.gs1.org/cbv/", "urn:epcglobal:cbv:"):
        if value.startswith(start):
            return re.split("[-:]", value.removeprefix(start), maxsplit=1)[1]
    return re.sub(r"^(cbv:\w+-|gs1:|https://gs1\.org/voc/)", "", value)
