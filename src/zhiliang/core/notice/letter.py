"""An official document in the layout of GB/T 9704-2012, stated once, printed as PDF or DOCX."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from zhiliang.core.notice.gbt9704 import PAGE
from zhiliang.core.notice.render import TEMPLATES, pdf

OFFICIAL = TEMPLATES / "official.typ"


@dataclass(frozen=True)
class Block:
    """One paragraph. `level` 0 is plain text; 1 to 4 are the levels 一、 （一） 1. （1） of 7.3.3.

    A numbered paragraph may run on in plain text after its heading: that is `text`.
    """

    level: int
    heading: str = ""
    text: str = ""


@dataclass(frozen=True)
class Labels:
    """The few words the layout itself prints, in the language of the document."""

    copies: str = "抄送："
    printed: str = "印发"
    comma: str = "，"
    sample_badge: str = "示例数据　不作公文使用"
    sample_mark: str = "示例"


@dataclass(frozen=True)
class Letter:
    """The elements of 7.2 to 7.4 in the order they are printed; empty ones are left out."""

    mark: str
    number: str
    title: str
    addressees: str
    body: tuple[Block, ...]
    signed_by: str
    issued: date
    issued_text: str
    copies_to: str = ""
    printed_by: str = ""
    sample: bool = False
    language: str = "zh"
    labels: Labels = Labels()


def letter_pdf(letter: Letter, *, layout: Mapping[str, Any] | None = None) -> bytes:
    """A4, text area 156 × 225 mm, 22 lines of 28 characters."""
    data = {"page": layout or PAGE.measures(), "letter": _as_data(letter)}
    return pdf(OFFICIAL, data, dated=letter.issued)


def letter_template() -> Path:
    """The Typst file, for callers that show where the layout is written down."""
    return OFFICIAL


def _as_data(letter: Letter) -> dict[str, Any]:
    plain = {key: value for key, value in vars(letter).items() if key not in _NESTED}
    return plain | {
        "issued": letter.issued.isoformat(),
        "labels": vars(letter.labels),
        "body": [vars(block) for block in letter.body],
    }


_NESTED = {"issued", "labels", "body"}
