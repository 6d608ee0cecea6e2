"""Files that clerks hand in: good ones, careless ones, and hostile ones."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

import openpyxl

COLUMNS = "indicator,place,period,value,numerator,denominator,status,source,note"
RATE, COUNT = "sampling.market_pass_rate", "certification.qms_certified_enterprises"


def table(*rows: str) -> str:
    """A returns file; each row is what stands after the indicator's place."""
    return "\n".join([COLUMNS, *rows, ""])


def figure(
    value: str = "",
    *parts: str,
    indicator: str = RATE,
    place: str = "440100",
    period: str = "2014",
    note: str = "",
) -> str:
    """One row: value, or numerator and denominator after it."""
    numerator, denominator = parts or ("", "")
    return f"{indicator},{place},{period},{value},{numerator},{denominator},,,{note}"


GOOD = table(figure("91.5"), figure("92", "92", "100", place="440300"))


def workbook(rows: Iterable[Iterable[Any]], *, merged: str = "") -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    if merged:
        book.active.merge_cells(merged)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def good_workbook() -> bytes:
    return workbook([COLUMNS.split(","), [RATE, "440100", "2014", 91.5], [RATE, 440300, 2014, 92]])


def with_sheet(sheet: bytes) -> bytes:
    """A workbook whose first sheet is these bytes."""
    made = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(workbook([["place"]])))
    with source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            own = name == "xl/worksheets/sheet1.xml"
            target.writestr(name, sheet if own else source.read(name))
    return made.getvalue()


def bomb() -> bytes:
    """50 kB that would be 50 MB."""
    return with_sheet(b"<worksheet><sheetData/>" + b" " * 50_000_000 + b"</worksheet>")


def laughs() -> bytes:
    """XML entities that would be 10⁹ letters."""
    names = [b"a0", *(b"a%d" % n for n in range(1, 10))]
    nested = (
        b'<!ENTITY %s "%s">' % (name, b"&%s;" % below * 10)
        for below, name in zip(names, names[1:], strict=False)
    )
    head = b'<!DOCTYPE x [<!ENTITY a0 "ha">' + b"".join(nested) + b"]>"
    return with_sheet(head + b"<worksheet><sheetData><row><c><v>&a9;</v></c></row></sheetData>")
