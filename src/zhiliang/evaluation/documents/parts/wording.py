"""Sentences and cells that several parts print about a target, an item or a place."""

from typing import Any

from zhiliang.core.notice.book import Align, Column
from zhiliang.evaluation.documents.edition import Edition, Item
from zhiliang.evaluation.documents.ordering import is_made_up

# Levels are listed, not drawn: a bar of 0, 0.5 or 1 says nothing.
LEVEL_UNIT = "档"

Wanted = tuple[str, Align, float]


def is_level(item: Item) -> bool:
    return bool(item["unit"] == LEVEL_UNIT)


def columns(edition: Edition, *wanted: Wanted, **values: object) -> list[Column]:
    """Columns from (word, align, width) triples; `values` fill the words' placeholders."""
    words = edition.words
    return [Column(words(f"column.{key}", **values), align, width) for key, align, width in wanted]


def finding(edition: Edition, target: Any) -> str:
    """The sentence that a target's heading states."""
    return edition.words(
        f"finding.{target['judgement']}",
        name=edition.say(target),
        value=edition.amount(target["value"], target["unit"]),
        aim=edition.aim(target),
    )


def judgement(edition: Edition, target: Any) -> str:
    """Icon and word: the state never shows by colour alone."""
    key = target["judgement"]
    return f"{edition.words.known('icon', key)} {edition.words.known('judgement', key)}"


def aim_label(edition: Edition, target: Any) -> dict[str, Any]:
    """A target as charts draw and name it."""
    return {
        "value": float(target["target"]),
        "label": edition.words("target_label", aim=edition.aim(target)),
    }


def item_aim(edition: Edition, item: Item) -> dict[str, Any] | None:
    """The target that the scheme sets for a figure, where it sets one."""
    if item["target"] is None:
        return None
    aim = edition.amount(item["target"], item["unit"])
    label = edition.words("target_label", aim=aim)
    return {"value": float(item["target"]), "label": label}


def state(edition: Edition, thing: Any) -> str:
    """Source and, where it is not the plain case, status of a figure."""
    words = [edition.origin(thing.get("source"))]
    if thing["status"] != "ok":
        words.append(edition.words.known("status", thing["status"]))
    return " ".join(word for word in words if word) or edition.words("no_data")


def cell(value: object) -> str:
    return "—" if value is None or value == "" else str(value)


def runs(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows numbered by stretches of one kind: a chart's line breaks between them.

    Another definition begins a stretch, and so does the step between sample and real data.
    """
    run, before = 0, None
    numbered = []
    for row in rows:
        kind = (row["status"], row["sample"])
        if before is not None and kind != before:
            run += 1
        before = kind
        numbered.append({**row, "run": run})
    return numbered


def look(thing: Any) -> dict[str, Any]:
    """What of a figure decides how its point is drawn: definition and source."""
    status = "redefined" if thing["status"] == "redefined" else "ok"
    return {"status": status, "sample": is_made_up(thing)}


def number(value: object) -> float | None:
    """A figure for drawing only; what is printed stays the string of the results."""
    return None if value is None or value == "" else float(str(value))
