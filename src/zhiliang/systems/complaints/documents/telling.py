"""The result of a tip-off, told where a law says so."""

from collections.abc import Iterator

from zhiliang.core.notice.form import Form, Part
from zhiliang.core.notice.letter import Block
from zhiliang.systems.complaints.documents.edition import Edition
from zhiliang.systems.complaints.models import TipOff


def tip_off_result(case: TipOff, edition: Edition) -> Form:
    """The result is told (举报处理结果告知书, form 10) to a number, not a name."""
    told = {"title": case.submission.title, "law": case.told_law}
    body = [
        *edition.said("tip_off_result.body", **told),
        *_result(case, edition),
        *edition.said("told"),
    ]
    return edition.form(
        case,
        "tip_off_result",
        to=edition.words("common.reporter", number=case.submission.number),
        body=body,
        signed_by=edition.agency(case.place),
    )


def _result(case: TipOff, edition: Edition) -> Iterator[Part]:
    if case.state in ("filed", "not_filed"):
        yield from edition.said(f"tip_off_result.{case.state}", day=edition.day(case.decided_at))
    yield from (Block(0, text=line) for line in case.result.splitlines() if line.strip())
