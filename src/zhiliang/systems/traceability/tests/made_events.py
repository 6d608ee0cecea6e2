"""Random events of all types, drawn from small pools so that queries hit; seeded, all made up."""

import random
from datetime import UTC, datetime, timedelta

from zhiliang.systems.traceability.tests.made_names import (
    CLASSES,
    ITEMS,
    NAMESPACE,
    PARTIES,
    PLACES,
)

CONTEXT = [
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
    {"ex": NAMESPACE},
]
STEPS = ("shipping", "receiving", "commissioning", f"{NAMESPACE}mixing")
DISPOSITIONS = ("in_transit", "active", "recalled", f"{NAMESPACE}resting")
TYPES = ("Temperature", "Mass", "RelativeHumidity", f"{NAMESPACE}Sweetness")
UNITS = {"Temperature": ("CEL", "KEL", "FAH"), "Mass": ("KGM", "GRM"), "RelativeHumidity": ("A93",)}


class Maker:
    """Makes events; the same seed, the same events."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.ids = []

    def one(self, pool):
        found = self.random.choice(pool)
        return self.random.choice(found) if isinstance(found, list) else found

    def some(self, pool, most=3):
        """Different things, each in one of its spellings."""
        chosen = self.random.sample(pool, self.random.randint(1, most))
        return [self.random.choice(one) if isinstance(one, list) else one for one in chosen]

    def chance(self, of=0.5):
        return self.random.random() < of

    def moment(self, year=2026):
        at = datetime(year, 3, 1, tzinfo=UTC) + timedelta(hours=self.random.randrange(200))
        return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def quantities(self):
        return [{"epcClass": name, **self.amount()} for name in self.some(CLASSES)]

    def amount(self):
        if self.chance(0.2):
            return {}
        number = self.random.choice([1, 2.5, 10, 500, 1000])
        return {"quantity": number} | (
            {"uom": self.one(["KGM", "GRM", "LTR"])} if self.chance(0.7) else {}
        )

    def value(self):
        """A value of an extension: a number, a moment, a text, or one that looks like another."""
        return self.random.choice(
            [5, 7.5, -3, 1772323200, "5", "007", "red", "Red", "2026-03-01T00:00:00Z"]
            + ["2026-03-01T08:00:00+08:00", True, "https://id.gs1.org/414/0614141073467"]
        )

    def fields(self):
        """Extension fields, some of them nested."""
        held = {}
        if self.chance():
            held["ex:size"] = self.value()
        if self.chance(0.3):
            held["ex:tags"] = [self.value(), self.value()]
        if self.chance(0.4):
            held["ex:box"] = {"ex:size": self.value(), "ex:lid": {"ex:colour": self.value()}}
        return held

    def sensors(self):
        return [self.sensor() for _ in range(self.random.randint(1, 2))]

    def sensor(self):
        """The inline attributes stand in the metadata or in the reports, never in both."""
        above = self.chance()
        start, end = sorted({self.moment() for _ in range(9)})[:2]
        return {
            "sensorMetadata": (self.observed() if above else {})
            | {"startTime": start, "endTime": end}
            | self.fields(),
            "sensorReport": [
                self.report() | ({} if above else self.observed())
                for _ in range(self.random.randint(1, 2))
            ],
            **self.fields(),
        }

    def observed(self):
        names = ("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules")
        held = {name: f"https://firm.example/{name}/{self.random.randint(1, 3)}" for name in names}
        return {name: value for name, value in held.items() if self.chance()} | (
            {"time": self.moment()} if self.chance() else {}
        )

    def report(self):
        kind = self.one(TYPES)
        names = ("value", "minValue", "maxValue", "meanValue", "sDev")
        told = {
            name: self.random.choice([0, 20, 22.5, 100, 295.15]) for name in names if self.chance()
        }
        more = {
            "stringValue": self.one(["sour", "sweet", "5"]),
            "booleanValue": self.chance(),
            "hexBinaryValue": self.one(["f0f1", "A0"]),
            "uriValue": self.one(["https://firm.example/a", "https://firm.example/b"]),
            "microorganism": self.one(["https://tax.example/1", "https://tax.example/2"]),
            "chemicalSubstance": "https://chem.example/H2O",
        }
        if self.chance(0.4):
            told |= {"percRank": self.one([50, 95.5]), "percValue": self.one([10, 293.15])}
        unit = {"uom": self.one(UNITS.get(kind, ("P1",)))}
        return (
            {"type": kind}
            | unit
            | told
            | {k: v for k, v in more.items() if self.chance(0.3)}
            | self.fields()
        )

    def base(self, kind):
        event = {"type": kind, "eventTime": self.moment(), "eventTimeZoneOffset": "+08:00"}
        event["eventID"] = f"urn:uuid:00000000-0000-4000-8000-{len(self.ids):012d}"
        self.ids.append(event["eventID"])
        return event | self.common() | self.fields()

    def common(self):
        made = {
            "bizStep": lambda: self.one(STEPS),
            "disposition": lambda: self.one(DISPOSITIONS),
            "persistentDisposition": lambda: {
                "set": [self.one(DISPOSITIONS[:3])],
                "unset": ["damaged"],
            },
            "readPoint": lambda: {"id": self.one(PLACES)} | self.fields(),
            "bizLocation": lambda: {"id": self.one(PLACES)} | self.fields(),
            "bizTransactionList": lambda: [
                {"type": self.one(["po", "inv"]), "bizTransaction": f"https://firm.example/t/{n}"}
                for n in self.some([1, 2, 3], 2)
            ],
            "sourceList": lambda: [{"type": "owning_party", "source": self.one(PARTIES)}],
            "destinationList": lambda: [
                {"type": "possessing_party", "destination": self.one(PARTIES)}
            ],
            "sensorElementList": self.sensors,
        }
        return {name: make() for name, make in made.items() if self.chance(0.4)}

    def event(self):
        kind = self.one(["Object", "Aggregation", "Transaction", "Transformation", "Association"])
        return getattr(self, kind.lower())(self.base(f"{kind}Event"))

    def object(self, event):
        action = self.one(["ADD", "OBSERVE", "DELETE"])
        held = {"action": action, "epcList": self.some(ITEMS)}
        more = {"quantityList": self.quantities()} if self.chance() else {}
        ilmd = {"ilmd": self.fields()} if action == "ADD" and self.chance(0.7) else {}
        return event | held | more | {k: v for k, v in ilmd.items() if v}

    def aggregation(self, event):
        held = {"action": self.one(["ADD", "OBSERVE", "DELETE"]), "parentID": self.one(ITEMS)}
        return (
            event | held | {"childEPCs": self.some(ITEMS), "childQuantityList": self.quantities()}
        )

    association = aggregation

    def transaction(self, event):
        made = self.object(event) | {"action": self.one(["ADD", "OBSERVE", "DELETE"])}
        made.pop("ilmd", None)
        made.setdefault("bizTransactionList", [{"bizTransaction": "https://firm.example/t/1"}])
        return made | ({"parentID": self.one(ITEMS)} if self.chance() else {})

    def transformation(self, event):
        lists = {
            "inputEPCList": self.some(ITEMS),
            "inputQuantityList": self.quantities(),
            "outputEPCList": self.some(ITEMS),
            "outputQuantityList": self.quantities(),
        }
        name = {"transformationID": f"https://firm.example/batch/{self.random.randint(1, 3)}"}
        ilmd = {"ilmd": held} if (held := self.fields()) else {}
        return event | lists | (name if self.chance() else {}) | ilmd

    def declaration(self, event):
        """The same event once more, declared an error."""
        declared = {
            "declarationTime": self.moment(),
            "reason": self.one(["did_not_occur", "incorrect_data"]),
        }
        corrected = {"correctiveEventIDs": self.some(self.ids, 2)} if self.chance() else {}
        return event | {"errorDeclaration": declared | corrected | self.fields()}


def made_events(count, seed):
    """So many events, a sixth of them taken back by a declaration."""
    maker = Maker(seed)
    events = [maker.event() for _ in range(count)]
    return events + [maker.declaration(one) for one in events[::6]]
