"""The hand-over to the cadre assessment, 四(四): one row for each subject, as CSV and XLSX."""

from datetime import date
from typing import Any

from zhiliang.core.feed.export import write_csv, write_xlsx
from zhiliang.core.notice.digest import reproducible
from zhiliang.evaluation.documents.edition import Edition, Results, Subject
from zhiliang.evaluation.documents.picking import is_criticised, is_praised, of_kind

COLUMNS = (
    "assessment_year",
    "code",
    "name",
    "kind",
    "score",
    "grade",
    "rank",
    "veto",
    "remark",
    "digest",
    "sample",
)
KINDS = ("city", "district", "department")


def handover(results: Results, *, language: str = "zh") -> list[dict[str, Any]]:
    """Rows under `COLUMNS`, cities first, in order of rank. Scores are for the office's eyes."""
    edition = _edition(results, language)
    return [_row(edition, s) for kind in KINDS for s in of_kind(results, kind)]


def handover_csv(results: Results, *, language: str = "zh") -> bytes:
    """The rows as CSV (UTF-8 with byte order mark) under headings in words."""
    return write_csv(*_table(results, language))


def handover_xlsx(results: Results, *, issued: date, language: str = "zh") -> bytes:
    """The rows as XLSX; equal results and dates give equal bytes."""
    return reproducible(write_xlsx(*_table(results, language)), dated=issued)


def _edition(results: Results, language: str) -> Edition:
    # The hand-over carries no date of its own, so any will do.
    return Edition(results, issued=date.min, language=language, files=("handover",))


def _table(results: Results, language: str) -> tuple[list[str], list[list[Any]]]:
    words = _edition(results, language).words
    rows = handover(results, language=language)
    return [words(key) for key in COLUMNS], [[row[key] for key in COLUMNS] for row in rows]


def _row(edition: Edition, subject: Subject) -> dict[str, Any]:
    words = edition.words
    return {
        "assessment_year": str(edition.results["period"]),
        "code": subject["code"],
        "name": edition.say(subject),
        "kind": words(f"kind.{subject['kind']}"),
        "score": subject["score"],
        "grade": subject.get("grade") or words("grade.none"),
        "rank": subject["rank"],
        "veto": edition.grounds(subject),
        "remark": _remark(edition, subject),
        "digest": edition.digest,
        "sample": words("sample.mark") if subject.get("sample") else "",
    }


def _remark(edition: Edition, subject: Subject) -> str:
    if is_criticised(subject):
        return edition.words("criticised")
    return edition.words("praised") if is_praised(subject) else ""
