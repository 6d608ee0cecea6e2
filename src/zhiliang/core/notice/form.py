"""An official form (文书) of paragraphs and ruled tables, stated once, printed as PDF or DOCX.

A letter of GB/T 9704-2012 is text alone; a form has boxes to read, to fill in and to sign.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from zhiliang.core.notice.letter import Block, Labels
from zhiliang.core.notice.render import TEMPLATES, pdf

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Cell:
    """One box, `span` columns wide; a `label` names what stands beside it; `size` in points."""

    text: str = ""
    label: bool = False
    span: int = 1
    align: Align = "left"
    size: float = 0


@dataclass(frozen=True)
class Row:
    """Boxes side by side; `height` [mm] keeps room for a seal or a signature, 0 is as needed.

    A `head` is repeated where the table goes on to a new page.
    """

    cells: Sequence[Cell]
    height: float = 0
    head: bool = False


@dataclass(frozen=True)
class Grid:
    """A ruled table. `columns` are shares of the width; the spans of each row add up to them.

    `frame` [pt] is the outer rule; `cut` draws the line along which a label is cut out.
    """

    columns: Sequence[float]
    rows: Sequence[Row]
    title: str = ""
    size: float = 10.5
    frame: float = 1
    cut: bool = False


Part = Block | Grid


@dataclass(frozen=True)
class Form:
    """A form from its heading to its date; empty elements are left out.

    `head` is black for a form that is handed over, red for one that is sent out under a red mark.
    """

    agency: str
    title: str
    number: str
    addressee: str
    body: Sequence[Part]
    signed_by: str
    issued: date
    issued_text: str
    notes: Sequence[str] = ()
    head: Literal["black", "red"] = "black"
    sample: bool = False
    language: str = "zh"
    labels: Labels = Labels()


def form_pdf(form: Form) -> bytes:
    """A4, upright, numbered pages; equal forms give equal bytes."""
    return pdf(TEMPLATES / "form.typ", {"form": _as_data(form)}, dated=form.issued)


def _as_data(form: Form) -> dict[str, Any]:
    body = [asdict(part) | {"grid": isinstance(part, Grid)} for part in form.body]
    plain = {key: value for key, value in vars(form).items() if key not in ("issued", "labels")}
    return plain | {"body": body, "notes": list(form.notes), "labels": vars(form.labels)}
