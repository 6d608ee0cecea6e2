"""All documents of a year into one folder, with an index of what was written and its digests."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from zhiliang.core.notice.digest import sha256
from zhiliang.evaluation.documents.circular import (
    Signer,
    circular_docx,
    circular_pdf,
    printed_number,
)
from zhiliang.evaluation.documents.edition import Edition, Results
from zhiliang.evaluation.documents.handover import handover_csv, handover_xlsx
from zhiliang.evaluation.documents.picking import lost_items
from zhiliang.evaluation.documents.point_sheet import point_sheets_pdf
from zhiliang.evaluation.documents.situation_report import situation_report_pdf
from zhiliang.evaluation.documents.white_paper import white_paper_pdf

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Planned:
    """A document to be made: where it goes, what it is called, and how its bytes come about."""

    path: str
    kind: str
    title: str
    make: Callable[[], bytes]
    number: str = ""


@dataclass(frozen=True)
class Order:
    """What to publish: results with their history, the date and number the circular carries."""

    results: Results
    history: Mapping[Any, Results]
    issued: date
    number: str = ""
    signer: Signer | None = None
    language: str = "zh"


def publish(
    results: Results,
    history: Mapping[Any, Results] | None,
    out: Path,
    *,
    issued: date,
    progress: Progress | None = None,
    **more: Any,
) -> list[dict[str, str]]:
    """Write every document and index.json into `out`.

    Returns path, kind, title, number (of the circular) and sha256 of each.

    `progress(done, all, title)` is called before each document and once at the end. `more` may hold
    `number`, `signer` and `language`.
    """
    order = Order(results, history or {}, issued, **more)
    plan = list(planned(order))
    written = []
    for done, document in enumerate(plan):
        if progress:
            progress(done, len(plan), document.title)
        written.append(_write(out, document))
    _write_index(out, order, written)
    if progress:
        progress(len(plan), len(plan), "")
    return written


def planned(order: Order) -> Iterator[Planned]:
    """Every document of an order, not yet made."""
    yield from _circulars(order)
    yield from _reports(order)
    yield from _handovers(order)
    yield from _point_sheets(order)


def _title(order: Order, key: str, **values: str) -> str:
    edition = Edition(
        order.results, issued=order.issued, language=order.language, files=("publish",)
    )
    return edition.words(key, period=edition.period_text, **values)


def _circulars(order: Order) -> Iterator[Planned]:
    makers = {"pdf": circular_pdf, "docx": circular_docx}
    number = printed_number(order.results, order.number)
    for suffix, make in makers.items():
        made = partial(make, order.results, number=order.number, signer=order.signer)
        title = _title(order, f"circular_{suffix}")
        yield Planned(f"circular.{suffix}", "circular", title, _printed(order, made), number)


def _reports(order: Order) -> Iterator[Planned]:
    makers = {"white_paper": white_paper_pdf, "situation_report": situation_report_pdf}
    for kind, make in makers.items():
        path = f"{kind.replace('_', '-')}.pdf"
        made = partial(make, order.results, order.history)
        yield Planned(path, kind, _title(order, kind), _printed(order, made))


def _handovers(order: Order) -> Iterator[Planned]:
    csv = partial(handover_csv, order.results, language=order.language)
    xlsx = _printed(order, partial(handover_xlsx, order.results))
    for suffix, make in (("csv", csv), ("xlsx", xlsx)):
        title = _title(order, f"handover_{suffix}")
        yield Planned(f"handover.{suffix}", "handover", title, make)


def _point_sheets(order: Order) -> Iterator[Planned]:
    """One file for each subject that lost points."""
    edition = Edition(order.results, issued=order.issued, language=order.language)
    for subject in order.results["subjects"]:
        if lost_items(subject):
            code = str(subject["code"])
            title = _title(order, "point_sheets", subject=edition.say(subject))
            make = _printed(order, partial(point_sheets_pdf, order.results, code))
            yield Planned(f"point-sheets/{code}.pdf", "point_sheet", title, make)


def _printed(order: Order, make: Callable[..., bytes]) -> Callable[[], bytes]:
    return partial(make, issued=order.issued, language=order.language)


def _write(out: Path, document: Planned) -> dict[str, str]:
    content = document.make()
    target = out / document.path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    named = {name: getattr(document, name) for name in ("path", "kind", "title", "number")}
    return named | {"sha256": sha256(content)}


def _write_index(out: Path, order: Order, written: list[dict[str, str]]) -> None:
    index = {
        "period": str(order.results["period"]),
        "issued": order.issued.isoformat(),
        "language": order.language,
        "documents": written,
    }
    text = json.dumps(index, ensure_ascii=False, indent=2) + "\n"
    (out / "index.json").write_text(text, encoding="utf-8")
