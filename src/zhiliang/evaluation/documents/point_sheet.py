"""一分一证: one A4 for each point lost, to be handed to a mayor.

Item, rule in words, our figure, the source records, how to recompute it, what regains it.
"""

from datetime import date
from pathlib import Path
from typing import Any

from zhiliang.core.notice.book import PALETTE
from zhiliang.core.notice.render import pdf
from zhiliang.evaluation.documents.edition import Edition, Item, Results, Subject
from zhiliang.evaluation.documents.picking import by_code, item_of, lost_items
from zhiliang.evaluation.documents.rule_words import rule_in_words

TEMPLATE = Path(__file__).parent / "templates" / "point_sheet.typ"
RECORDS_SHOWN = 8


def point_sheet_pdf(
    results: Results, subject_code: str, item_key: str, *, issued: date, language: str = "zh"
) -> bytes:
    """The sheet of one item; KeyError names a subject or item that the results do not have."""
    edition = _edition(results, issued, language)
    subject = by_code(results, subject_code)
    item = item_of(subject, item_key)
    if item is None:
        raise KeyError(f"no item {item_key} for {subject_code} in {results['period']}")
    return _printed(edition, subject, [item])


def point_sheets_pdf(
    results: Results, subject_code: str, *, issued: date, language: str = "zh"
) -> bytes:
    """A sheet for each item that lost points, most first; one page saying so if none did."""
    edition = _edition(results, issued, language)
    subject = by_code(results, subject_code)
    return _printed(edition, subject, lost_items(subject))


def _edition(results: Results, issued: date, language: str) -> Edition:
    return Edition(results, issued=issued, language=language, files=("point_sheet",))


def _printed(edition: Edition, subject: Subject, items: list[Item]) -> bytes:
    words = edition.words
    name = edition.say(subject)
    data = {
        "language": edition.language,
        "palette": PALETTE,
        "sample": edition.sample,
        "words": words.all(),
        "running": words("running", period=edition.period_text, subject=name),
        "subject": name,
        "issued": edition.issued_text,
        "facts": edition.facts(),
        "nothing_lost": words("nothing_lost", subject=name),
        "sheets": [_sheet(edition, subject, item) for item in items],
    }
    return pdf(TEMPLATE, data, dated=edition.issued)


def _sheet(edition: Edition, subject: Subject, item: Item) -> dict[str, Any]:
    words = edition.words
    return {
        "name": edition.say(item),
        "clause": words("clause", clause=item["clause"]),
        "lead": words("lead", lead=edition.lead(item)) if item.get("lead") else "",
        "points": item["points"],
        "earned": item["earned"],
        "lost": item["lost"],
        "rule": rule_in_words(edition.language, item),
        "figure": _figure(edition, item),
        "because": edition.say(item, "reason"),
        "regain": edition.say(item, "regain"),
        "recompute": words("recompute_text" if item["indicator"] else "recompute_judged"),
        "commands": commands(edition, subject, item),
        "objection": words("objection_text", page=page_of(edition, subject, item)),
        **_records(edition, item),
    }


def _figure(edition: Edition, item: Item) -> list[tuple[str, str]]:
    """Names and texts of the figure's parts."""
    words, unit = edition.words, item["unit"]
    only_rate = item["value"] is not None and unit == "%"
    missing = words("numerator_missing") if only_rate else words("no_data")
    parts = [
        ("value", edition.amount(item["value"], unit)),
        ("target", edition.amount(item["target"], unit)),
        ("numerator", missing if item["numerator"] is None else str(item["numerator"])),
        ("denominator", missing if item["denominator"] is None else str(item["denominator"])),
        ("period", str(item["period"])),
        ("source", edition.origin(item["source"]) or words("no_data")),
        ("status", words.known("status", item["status"])),
    ]
    return [(words(key), text) for key, text in parts]


def commands(edition: Edition, subject: Subject, item: Item) -> list[str]:
    """The commands that show the figure's records and recompute the sealed result."""
    verify = "zhiliang verify PACK --recompute"
    if not item["indicator"]:
        return [verify]
    # A department answers for the province's figure; the results name the place it was read at.
    place = item.get("place") or subject["code"]
    period = item["period"]
    return [f"zhiliang explain {item['indicator']} --place {place} --period {period}", verify]


def page_of(edition: Edition, subject: Subject, item: Item) -> str:
    """Address of the item on the site, without the host."""
    return f"/evaluations/{edition.results['year']}/{subject['code']}/{item['key']}/"


def _records(edition: Edition, item: Item) -> dict[str, Any]:
    words, records = edition.words, item["records"]
    rest = len(records) - RECORDS_SHOWN
    return {
        "records": [_record(edition, record) for record in records[:RECORDS_SHOWN]],
        "records_more": words("records_more", count=rest) if rest > 0 else "",
        "records_none": "" if records else words("records_none"),
    }


def _record(edition: Edition, record: Any) -> list[str]:
    line = record.get("line")
    reference = str(record["reference"] or "")
    return [
        str(record["table"]),
        edition.place(str(record["place"] or "")),
        str(record["period"]),
        edition.origin(record["source"]),
        f"{reference} {edition.words('line', line=line)}" if line else reference,
    ]
