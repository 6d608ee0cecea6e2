"""The follow-up order (督办单) of a task, as an official document of GB/T 9704-2012."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import override

from zhiliang.core.language import name_of
from zhiliang.core.models import Place
from zhiliang.core.notice.docx import letter_docx
from zhiliang.core.notice.letter import Block, Labels, Letter, letter_pdf
from zhiliang.systems.coordination.flow import TERMS
from zhiliang.systems.coordination.models import DueBasis, Task


def order_pdf(task: Task, *, number: str, issued: date, language: str = "zh") -> bytes:
    """The order as PDF; the same task as it stands, number and day give the same bytes."""
    return letter_pdf(order(task, number=number, issued=issued, language=language))


def order_docx(task: Task, *, number: str, issued: date, language: str = "zh") -> bytes:
    """The same order as DOCX, for officials to edit."""
    return letter_docx(order(task, number=number, issued=issued, language=language))


def order(task: Task, *, number: str, issued: date, language: str = "zh") -> Letter:
    """The order before it is laid out; names are in its language, whoever prints it."""
    with override("en" if language == "en" else "zh-hans"):
        return _order(task, Words(language), number=number, issued=issued)


def _order(task: Task, words: "Words", *, number: str, issued: date) -> Letter:
    return Letter(
        mark=words("agency"),
        number=number,
        title=words("title", title=task.title),
        addressees=_addressee(task, words),
        body=tuple(_body(task, words)),
        signed_by=words("agency"),
        issued=issued,
        issued_text=words.day(issued),
        copies_to=words("comma").join(map(str, task.supporting.all())),
        printed_by=words("agency"),
        sample=task.sample,
        language=words.language,
        labels=Labels(
            copies=words("copies_label"),
            printed=words("printed"),
            sample_badge=words("sample_badge"),
            sample_mark=words("sample_mark"),
        ),
    )


@cache
def _wordbook() -> Mapping[str, Mapping[str, str]]:
    text = (Path(__file__).parent / "order.yaml").read_text(encoding="utf-8")
    book: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return book


@dataclass(frozen=True)
class Words:
    """The words of the order in one language."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        return _wordbook()[key][self.language].format(**values)

    def day(self, day: date) -> str:
        """A date as a letter writes it."""
        return self("date", year=day.year, month=day.month, day=day.day)


def _addressee(task: Task, words: "Words") -> str:
    """A place is written to through its government."""
    key = "addressee_place" if isinstance(task.carrier, Place) else "addressee"
    return words(key, carrier=task.carrier)


def _body(task: Task, words: Words) -> Iterator[Block]:
    yield Block(0, text=words("opening", title=task.title, number=task.number))
    yield Block(1, heading=words("finding"))
    yield Block(0, text=task.finding)
    yield Block(1, heading=words("wanted"))
    yield Block(0, text=words("between").join(_wanted(task, words)))
    yield Block(1, heading=words("reporting"))
    yield Block(0, text=words("reporting_text", wanted=task.evidence_wanted.rstrip("。.")))
    if task.due_on:
        yield Block(1, heading=words("late"))
        yield Block(0, text=words("late_text", told=words("comma").join(_ladder(words))))


def _wanted(task: Task, words: Words) -> Iterator[str]:
    yield words(task.kind)
    key = {DueBasis.ORDERED: "due", DueBasis.CONFIGURED: "due_configured"}
    basis = key.get(DueBasis(task.due_basis), "due_open")
    yield words(basis, due=words.day(task.due_on) if task.due_on else "")
    if departments := [str(one) for one in task.supporting.all()]:
        yield words("supporting", departments=words("comma").join(departments))


def _ladder(words: Words) -> Iterator[str]:
    for position, rung in enumerate(TERMS.ladder):
        key = "later" if position else "after"
        yield words(key, days=rung.days, told=name_of(rung, "told"))
