"""Where observations come from: what an event of another system says, told by shared keys.

The words of a product or a finding are matched with kinds by `sources.yaml`; what is not known
becomes `other` and `defect`, so that nothing is lost and nothing is guessed to be dangerous.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from zhiliang.core.models import Event
from zhiliang.core.product_kinds import hazards, products
from zhiliang.systems.risk.models import Kind, Source

FILE = Path(__file__).parent / "sources.yaml"
OTHER, DEFECT = "other", "defect"


@dataclass(frozen=True)
class Told:
    """An observation as a source tells it; `place` is a code of GB/T 2260."""

    kind: Kind
    reference: str
    product: str
    hazard: str
    place: str
    occurred_on: date
    recorded_on: date
    title: str = ""
    injured: bool = False
    source: str = Source.RECORDS


def of_complaint(event: Event) -> Told:
    """A complaint or tip-off that was classified; its event carries the keys itself."""
    data = event.data
    received = date.fromisoformat(str(data["received_on"])[:10])
    tip = data.get("kind") == Kind.TIP_OFF
    return Told(
        kind=Kind.TIP_OFF if tip else Kind.COMPLAINT,
        reference=data["number"],
        product=data["product"] if data["product"] in products() else OTHER,
        hazard=data["hazard"] if data["hazard"] in hazards() else DEFECT,
        place=data.get("place") or event.place,
        occurred_on=received,
        recorded_on=received,
        injured=bool(data.get("injured")),
        source=_source(data),
    )


def of_sample(event: Event) -> Told | None:
    """A sample whose final conclusion is that it failed; None for one that passed."""
    if event.data.get("conclusion") != "fail":
        return None
    return _of_words(
        Kind.SAMPLE, event, event.data.get("product_name") or event.data["product_class"]
    )


def of_exceedance(event: Event) -> Told:
    """A day of an outlet over its limits."""
    day = date.fromisoformat(str(event.data["first_day"])[:10])
    known = _day(event)
    return Told(
        kind=Kind.ENVIRONMENT,
        reference=event.data["number"],
        title=str(event.data.get("factors", ""))[:200],
        product="environment",
        hazard="chemical",
        place=event.place,
        occurred_on=min(day, known),
        recorded_on=known,
        source=_source(event.data),
    )


def of_clue(event: Event) -> Told | None:
    """A recall abroad that came in as a clue; None for clues of other origins."""
    if event.data.get("origin") != "foreign":
        return None
    return _of_words(Kind.ABROAD, event, str(event.data.get("product", "")))


def product_of(words: str) -> str:
    """The kind of product that words name; `other` if they name none."""
    return _match(words, "products") or OTHER


def hazard_of(words: str) -> str:
    """The kind of hazard that words name; `defect` if they name none."""
    return _match(words, "hazards") or DEFECT


def _of_words(kind: Kind, event: Event, words: str) -> Told:
    known = _day(event)
    return Told(
        kind=kind,
        reference=event.data["number"],
        title=words[:200],
        product=product_of(words),
        hazard=hazard_of(f"{words} {event.data.get('finding', '')}"),
        place=event.place,
        occurred_on=known,
        recorded_on=known,
        source=_source(event.data),
    )


def _day(event: Event) -> date:
    return timezone.localtime(event.occurred_at).date()


def _source(data: dict[str, Any]) -> str:
    return Source.SAMPLE if data.get("sample") else Source.RECORDS


def _match(words: str, part: str) -> str:
    """The key of the word that stands earliest; of two at one place, the longer."""
    found = [
        (words.find(word), -len(word), key)
        for key, listed in _words()[part].items()
        for word in listed
        if word in words
    ]
    return min(found)[2] if found else ""


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found
