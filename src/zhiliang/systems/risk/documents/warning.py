"""What is published: the warning, notice or alert, and that it is lifted."""

from django.utils import timezone

from zhiliang.core.notice.edition import Pair
from zhiliang.core.notice.form import Form, Part
from zhiliang.core.notice.letter import Block
from zhiliang.systems.risk.documents.edition import Edition
from zhiliang.systems.risk.models import Colour, PublicWarning


def announcement(warning: PublicWarning, edition: Edition) -> Form:
    """A warning with everything that article 64 wants it to say; a notice without a colour."""
    words, emergency = edition.words, warning.emergency
    key = "emergency_warning" if emergency else warning.kind
    title = words(f"{key}.title", colour=_colour(warning, edition)) if emergency else warning.name
    body: list[Part] = [
        Block(0, text=words(f"{key}.opening")),
        Block(1, heading=warning.name) if emergency else Block(1, heading=words(f"{key}.title")),
        edition.facts(_facts(warning, edition)),
    ]
    if emergency:
        body.append(Block(0, text=words("emergency_warning.response")))
    return edition.form(warning, title, body, agency=warning.issuer, red=True)


def _colour(warning: PublicWarning, edition: Edition) -> str:
    return edition.words(f"colour.{warning.colour}")


def _facts(warning: PublicWarning, edition: Edition) -> list[Pair]:
    found: list[Pair] = []
    if warning.emergency:
        level = str(Colour(warning.colour).label)
        found += [("category", warning.get_category_display()), ("level", level)]
    found += [
        ("starts", edition.moment(warning.starts_at)),
        ("ends", edition.moment(warning.ends_at)),
        ("area", warning.area),
        ("matters", warning.matters_words),
        ("measures", warning.measures_words),
        ("issuer", warning.issuer),
        ("issued", edition.moment(warning.issued_at)),
        ("contact", warning.contact),
        ("approval", warning.approval),
        ("number", warning.number),
    ]
    last = warning.messages.order_by("number").last()
    return [*found, ("identifier", last.identifier if last else "")]


def lifting(warning: PublicWarning, edition: Edition) -> Form:
    """That a warning is lifted (article 70)."""
    words = edition.words
    day = timezone.localtime(warning.issued_at).date() if warning.issued_at else None
    body: list[Part] = [
        Block(0, text=words("lift_notice.opening", title=warning.name, day=words.day(day))),
        Block(0, text=words("lift_notice.reason", reason=warning.lifted_reason)),
        edition.facts(
            [
                ("number", warning.number),
                ("issuer", warning.issuer),
                ("issued", edition.moment(warning.issued_at)),
                ("lifted", edition.moment(warning.lifted_at)),
            ]
        ),
    ]
    title = words("lift_notice.title", kind=warning.kind_words)
    return edition.form(warning, title, body, agency=warning.issuer, red=True)
