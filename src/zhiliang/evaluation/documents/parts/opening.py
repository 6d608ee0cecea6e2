"""Summary with the table of main indicators, and how the report was made."""

from typing import Any

from zhiliang.core.notice.book import Bullets, Heading, Table, Text
from zhiliang.evaluation.documents.edition import Edition
from zhiliang.evaluation.documents.ordering import is_made_up
from zhiliang.evaluation.documents.parts.wording import columns, judgement, state
from zhiliang.evaluation.documents.picking import items_once, of_kind

JUDGEMENTS = (
    "met",
    "on_track",
    "behind",
    "missed",
    "distance",
    "discontinued",
    "not_collected",
)


def summary(edition: Edition) -> list[Any]:
    words = edition.words
    return [
        Heading(words("summary.title"), numbered=False),
        Text(words("summary.lead", period=edition.period_text), tone="lead"),
        Bullets(by_judgement(edition)),
        main_table(edition),
    ]


def by_judgement(edition: Edition) -> list[str]:
    """One sentence for each judgement that occurs: the names of its targets."""
    words, targets = edition.words, edition.results["targets"]
    lines = []
    for key in JUDGEMENTS:
        names = [edition.say(target) for target in targets if target["judgement"] == key]
        if names:
            word = f"{words.known('icon', key)} {words.known('judgement', key)}"
            joined = words("semicolon").join(names)
            lines.append(words("summary.group", judgement=word, names=joined))
    return lines


def main_table(edition: Edition) -> Table:
    """Every target: last year, this year, target, judgement, source."""
    year = int(edition.results["year"])
    before = _before(edition, year)
    head = columns(
        edition,
        ("indicator", "left", 3.2),
        ("before", "right", 0),
        ("now", "right", 0),
        ("target", "right", 0),
        ("judgement", "left", 0),
        ("source", "left", 0),
        before=year - 1,
        now=year,
    )
    rows = [
        _row(edition, target, before.get(target["key"])) for target in edition.results["targets"]
    ]
    return Table(
        head,
        rows,
        title=edition.words("summary.table"),
        method=edition.words("summary.table_method"),
        size=7.4,
    )


def _before(edition: Edition, year: int) -> dict[str, Any]:
    """Targets of the year before; a made-up figure has no place beside a real one."""
    made_up = {t["key"]: is_made_up(t) for t in edition.results["targets"]}
    earlier = edition.earlier.get(year - 1, {}).get("targets", ())
    return {t["key"]: t for t in earlier if is_made_up(t) == made_up.get(t["key"])}


def _row(edition: Edition, target: Any, before: Any) -> list[str]:
    return [
        edition.say(target),
        edition.bare(before["value"] if before else None, target["unit"]),
        edition.bare(target["value"], target["unit"]),
        edition.aim(target),
        judgement(edition, target),
        state(edition, target),
    ]


def notes(edition: Edition) -> list[Any]:
    """Sources, changed definitions, arithmetic, and what grades mean."""
    words = edition.words
    blocks: list[Any] = [Heading(words("notes.title"))]
    for key in ("sources", "change", "exact", "grade"):
        blocks.append(Heading(words(f"notes.{key}_title"), level=2, listed=False))
        blocks += _note(edition, key)
    return blocks


def _note(edition: Edition, key: str) -> list[Any]:
    words = edition.words
    if key == "change":
        lines = [_change(edition, thing) for thing in _changed(edition)]
        return [Bullets(lines)] if lines else [Text(words("notes.change_none"))]
    if key == "grade":
        scheme = edition.results["scheme"]
        bands = [
            words("notes.band", grade=b["grade"], **{"from": b["from"]}) for b in scheme["bands"]
        ]
        said = [Text(words("notes.grade", bands=words.join(bands)))]
        return said + [Text(words("notes.example"))] if scheme.get("example") else said
    shown = [Text(words(f"notes.{key}"))]
    return [*shown, Text(words("sample.note"))] if key == "sources" and edition.sample else shown


def _changed(edition: Edition) -> list[Any]:
    """Targets and items counted in another way or no longer."""
    things = [*edition.results["targets"], *items_once(of_kind(edition.results, "city"))]
    return [thing for thing in things if thing["status"] in ("redefined", "discontinued")]


def _change(edition: Edition, thing: Any) -> str:
    words = edition.words
    status = words.known("status", thing["status"])
    line = words("notes.change_line", name=edition.say(thing), status=status)
    reason = edition.say(thing, "reason")
    return f"{line}{words('stop')}{reason}" if reason else line
