"""What the public is told of goods: product, firm, origin, steps, tests, certificates, warnings.

Everybody reads it, so it names places and kinds of step, and by name only the producer and sites
whose owner said that they may be named. It holds nothing of customers and no personal data.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from django.utils.translation import gettext as _

from zhiliang.core.banners import Warnings, banners_on
from zhiliang.core.models import Organisation
from zhiliang.systems.sampling.answers import PublishedResult, published_results
from zhiliang.systems.traceability.models import TracedObject, TraceEdge
from zhiliang.systems.traceability.scanning.codes import Code
from zhiliang.systems.traceability.scanning.origin import Source, sources_of
from zhiliang.systems.traceability.scanning.papers import Certificate, certificates_in, expiry_of
from zhiliang.systems.traceability.scanning.steps import Step, steps_of
from zhiliang.systems.traceability.tracing.makers import (
    Making,
    attributes_of,
    makings,
    name_in,
    starting,
)
from zhiliang.systems.traceability.tracing.places import city_of

MOST_STEPS = 24
MOST_SOURCES = 40


@dataclass(frozen=True)
class Story:
    """Everything on the page. `known` are the levels on record, finest first; none: unknown."""

    code: Code
    known: tuple[str, ...] = ()
    product: str = ""
    firm: str = ""
    place: str = ""
    lot: str = ""
    expires: str = ""
    steps: tuple[Step, ...] = ()
    more_steps: int = 0
    sources: tuple[Source, ...] = ()
    tests: tuple[PublishedResult, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    warnings: Warnings = field(default_factory=Warnings)
    sample: bool = False

    @property
    def finest_known(self) -> bool:
        """Whether what was scanned itself is on record, not only what it belongs to."""
        return bool(self.known) and self.known[0] == self.code.ids[0]


def story_of(code: Code) -> Story:
    """Read the story; a code that nobody told of still carries the warnings about it."""
    keys = _keys(code)
    lots = _lots_of(keys, code)
    ids = tuple(dict.fromkeys((*code.ids[:1], *lots, *code.ids[1:])))
    warnings = banners_on(ids)
    gtin = code.ids[-1]
    told = attributes_of([*ids])
    if not keys and gtin not in told and not _traced(gtin):
        return Story(code, warnings=warnings, lot=code.value("10"))
    return _told(_Reading(code, ids, keys, lots), told, warnings)


@dataclass(frozen=True)
class _Reading:
    code: Code
    ids: tuple[str, ...]
    keys: Mapping[str, int]
    lots: Mapping[str, int]

    @property
    def goods(self) -> list[int]:
        """Item and lot: what the steps are of."""
        return list(dict.fromkeys((*self.keys.values(), *self.lots.values())))


def _keys(code: Code) -> dict[str, int]:
    rows = TracedObject.objects.filter(canonical__in=code.ids[:-1] or code.ids)
    found = dict(rows.values_list("canonical", "pk"))
    return {one: found[one] for one in code.ids if one in found}


def _lots_of(keys: Mapping[str, int], code: Code) -> dict[str, int]:
    """The lots of a scanned item, which its own code may not name."""
    items = [f"{TraceEdge.LEVEL}{key}" for one, key in keys.items() if "/21/" in one]
    edges = TraceEdge.objects.filter(set__in=items, known_until=None).select_related("source")
    return {edge.source.canonical: edge.source_id for edge in edges}


def _traced(gtin: str) -> bool:
    return TracedObject.objects.filter(starting(f"{gtin}/")).exists()


def _told(reading: _Reading, attributes: Mapping[str, dict[str, str]], warnings: Warnings) -> Story:
    code = reading.code
    goods = reading.goods
    made = makings(goods)
    producer = _producer((made or makings(_any_lot(code.ids[-1]))).values())
    steps = list(steps_of(goods, producer))
    gtin = attributes.get(code.ids[-1], {})
    return Story(
        code=code,
        known=tuple(one for one in reading.ids if one in reading.keys or one in reading.lots)
        + code.ids[-1:],
        product=name_in(gtin) or _("（企业没有登记名称）"),
        firm=producer.name if producer else "",
        place=city_of(producer.place_id) if producer else "",
        lot=code.value("10") or next((unquote(one.rpartition("/")[2]) for one in reading.lots), ""),
        expires=expiry_of(made.values()) or _day(code.value("17")),
        steps=tuple(steps[:MOST_STEPS]),
        more_steps=max(0, len(steps) - MOST_STEPS),
        sources=tuple(sources_of(goods, producer))[:MOST_SOURCES],
        tests=published_results(producer.pk, product=name_in(gtin)) if producer else (),
        certificates=tuple(certificates_in(attributes.values(), made.values())),
        warnings=warnings,
        sample=bool(producer and producer.sample),
    )


def _any_lot(gtin: str) -> list[int]:
    return list(TracedObject.objects.filter(starting(f"{gtin}/"))[:1].values_list("pk", flat=True))


def _producer(made: Iterable[Making]) -> Organisation | None:
    """Who made the goods first; nobody where they were only seen."""
    first = min((one for one in made if one.made), key=lambda one: one.at, default=None)
    return Organisation.objects.filter(pk=first.organisation).first() if first else None


def _day(text: str) -> str:
    """YYMMDD of a code as 20YY-MM-DD; day 00 leaves the day out."""
    if not text:
        return ""
    day = "" if text[4:] == "00" else f"-{text[4:]}"
    return f"20{text[:2]}-{text[2:4]}{day}"
