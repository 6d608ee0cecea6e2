"""A poster of a warning: one page to print and hang up, with a code that leads to the latest."""

from datetime import date
from pathlib import Path

from django.utils import timezone
from django.utils.translation import override

from zhiliang.core.notice.papers import CODES, Language
from zhiliang.core.notice.render import pdf
from zhiliang.core.notice.words import Words
from zhiliang.core.pages.qr import qr_code
from zhiliang.systems.risk.documents.edition import WORDS
from zhiliang.systems.risk.models import PublicWarning

TEMPLATE = Path(__file__).parent / "templates" / "poster.typ"
TINTS = {
    "red": ("#b0231b", "#ffffff"),
    "orange": ("#c65102", "#ffffff"),
    "yellow": ("#f2c500", "#1d1a00"),
    "blue": ("#17498c", "#ffffff"),
    "": ("#14427f", "#ffffff"),
}
"""Ground and ink of the head, by colour; the colour stands in words as well."""


def poster_pdf(
    warning: PublicWarning, *, url: str, language: Language = "zh", issued: date
) -> bytes:
    """A4, one page; `url` is where the code leads."""
    with override(CODES[language]):
        return pdf(TEMPLATE, {"poster": _told(warning, url, language)}, dated=issued)


def _told(warning: PublicWarning, url: str, language: Language) -> dict[str, object]:
    words = Words(WORDS, language)
    ground, ink = TINTS[warning.colour]
    issued = timezone.localtime(warning.issued_at).date() if warning.issued_at else None
    names = ("matters", "measures", "area", "contact", "scan")
    return {
        "language": language,
        "ground": ground,
        "ink": ink,
        "kind": warning.kind_words,
        "title": warning.name,
        "matters": warning.matters_words,
        "measures": warning.measures_words,
        "area": warning.area,
        "contact": warning.contact,
        "issuer": warning.issuer,
        "issued": words.day(issued),
        "number": warning.number,
        "lifted": words("poster.lifted") if warning.lifted_at else "",
        "url": url,
        "code": qr_code(url),
        "sample": words("common.sample_badge") if warning.sample else "",
        "mark": words("common.sample_mark"),
        "labels": {name: words(f"poster.{name}") for name in names},
    }
