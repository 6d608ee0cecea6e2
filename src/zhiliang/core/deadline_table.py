"""Rows of the two deadline tables, read from what ships with the product."""

import csv
import importlib.metadata
import re
from datetime import date
from pathlib import Path
from typing import Any

import chinese_calendar

_UNITS = {
    "小时": "hour",
    "自然日": "calendar_day",
    "工作日": "working_day",
    "日": "calendar_day",
    "月": "month",
    "年": "year",
}
_LIMIT = re.compile(r"(?:(\d+)~)?(\d+)")
_EXTENSION = re.compile(r"\+≤?(\d+)(工作日|自然日|日|月)")


def holidays_of_notices() -> list[dict[str, Any]]:
    """Rows of CalendarDay as the package chinesecalendar compiled them from the notices."""
    source = f"chinesecalendar {importlib.metadata.version('chinesecalendar')}"
    chinese = {holiday.value: holiday.chinese for holiday in chinese_calendar.Holiday}
    tables = chinese_calendar.constants
    return [
        {
            "day": day,
            "working": working,
            "name_zh": chinese[name],
            "name_en": name,
            "source": source,
        }
        for working, named in ((False, tables.holidays), (True, tables.workdays))
        for day, name in sorted(named.items())
    ]


def rules_in(path: Path) -> list[dict[str, Any]]:
    """Rows of DeadlineRule from a table whose 同上 repeats the law above.

    A limit that is not a plain number ("60~90") keeps its lower end in `earliest`; an extension
    that is not one either is only quoted in `extension_note`.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = [line for line in stream if not line.startswith("#")]
    law, rows = "", []
    for row in csv.DictReader(lines):
        law = law if row["law"].startswith("同上") else row["law"]
        rows.append(_rule({**row, "law": row["law"].replace("同上", law)}))
    return rows


def _rule(row: dict[str, str]) -> dict[str, Any]:
    limit = _LIMIT.fullmatch(row["limit"])
    extension = _EXTENSION.match(row["extension"])
    return {
        "rule_id": row["rule_id"],
        "key": row.get("key") or row["rule_id"],
        "law": row["law"],
        "article": row["article"],
        "valid_from": _day(row["effective_from"]),
        "valid_to": _day(row["effective_to"]),
        "subject": row["subject"],
        "trigger": row["trigger"],
        "number": int(limit[2]) if limit else None,
        "unit": _UNITS.get(row["unit"].removesuffix("(每)"), ""),
        "earliest": int(limit[1]) if limit and limit[1] else None,
        "extension": int(extension[1]) if extension else 0,
        "extension_unit": _UNITS[extension[2]] if extension else "",
        "extension_note": row["extension"],
        "note": _note(row),
    }


def _note(row: dict[str, str]) -> str:
    every = "每隔此期限一次；" if row["unit"].endswith("(每)") else ""
    return every + row["notes"]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
