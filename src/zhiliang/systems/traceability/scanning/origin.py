"""What went into goods, tier by tier, as the public reads it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.models import Organisation
from zhiliang.systems.traceability.indexing.chunks import in_chunks
from zhiliang.systems.traceability.models import TracedObject
from zhiliang.systems.traceability.scanning.steps import named
from zhiliang.systems.traceability.tracing import walks
from zhiliang.systems.traceability.tracing.makers import (
    GENERIC,
    attributes_of,
    makings,
    name_in,
    product_of,
    sites_of,
)
from zhiliang.systems.traceability.tracing.places import city_of


@dataclass(frozen=True)
class Source:
    """Materials of one tier: what, from where, how many lots, from when to when."""

    tier: int
    product: str
    place: str
    who: str
    lots: int
    first: date
    last: date


def sources_of(goods: Sequence[int], producer: Organisation | None) -> Iterator[Source]:
    """What went into the goods, by tier, product and city, nearest first."""
    back = walks.backward(goods)
    level = walks.tiers_back(goods, back, None)
    made = makings(back)
    names = _names(back)
    sites = sites_of(one.site for one in made.values())
    told = attributes_of(product_of(name) for name in names.values())
    city = cache(city_of)
    grouped: dict[tuple[int, str, str, str], list[date]] = defaultdict(list)
    for key, one in made.items():
        site = sites.get(one.site)
        who = named(site, producer)
        own = bool(who) or (producer is not None and one.organisation == producer.pk)
        word = material(told.get(product_of(names[key]), {}), own=own)
        place = city(site.place_id if site and site.place_id else one.place)
        grouped[level[key], word, place, who].append(timezone.localtime(one.at).date())
    for (tier, word, place, who), days in sorted(grouped.items()):
        yield Source(tier, word, place, who, len(days), min(days), max(days))


def _names(keys: "dict[int, int]") -> dict[int, str]:
    names: dict[int, str] = {}
    for chunk in in_chunks(keys):
        names |= dict(TracedObject.objects.filter(pk__in=chunk).values_list("pk", "canonical"))
    return names


def material(attributes: dict[str, str], *, own: bool) -> str:
    """What a material is called: by its generic name, for a brand's would tell who supplies it."""
    return attributes.get(GENERIC) or (name_in(attributes) if own else "") or _("原料")
