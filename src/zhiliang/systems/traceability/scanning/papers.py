"""What papers say of goods: certificates that the firm names, the last day of use."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from zhiliang.systems.traceability.models import EpcisEvent, EventField
from zhiliang.systems.traceability.tracing.makers import Making

MOST_CERTIFICATES = 8
CERTIFICATES = ("certificationInfo", "certification", "certificate")
EXPIRY = ("itemExpirationDate", "bestBeforeDate", "sellByDate")
_ILMD = "ilmd:urn:epcglobal:cbv:mda:"


@dataclass(frozen=True)
class Certificate:
    """A certificate that the firm names; `url` is empty where it gives none."""

    words: str
    url: str = ""


def certificates_in(
    attributes: Iterable[Mapping[str, str]], made: Iterable[Making]
) -> Iterator[Certificate]:
    """Certificates in master data, and in the events that made the goods, each once."""
    texts = [told[name] for told in attributes for name in CERTIFICATES if told.get(name)]
    events = EpcisEvent.objects.filter(pk__in=[one.event for one in made])
    for body in events.values_list("body", flat=True):
        texts += _listed(json.loads(body).get("certificationInfo"))
    for text in islice(dict.fromkeys(texts), MOST_CERTIFICATES):
        yield _certificate(text)


def _listed(value: Any) -> list[str]:
    held = value if isinstance(value, list) else [value]
    return [one for one in held if isinstance(one, str)]


def _certificate(text: str) -> Certificate:
    """A web address becomes a link that shows its host; anything else is text."""
    scheme, separator, rest = text.partition("://")
    if separator and scheme.lower() in ("http", "https"):
        return Certificate(rest.split("/")[0], text)
    return Certificate(text)


def expiry_of(made: Iterable[Making]) -> str:
    """The last day of use that whoever made the goods gave them; empty for none."""
    fields = EventField.objects.filter(
        event__in=[one.event for one in made], key__in=[f"{_ILMD}{name}" for name in EXPIRY]
    )
    return min(fields.values_list("text", flat=True), default="")[:10]
