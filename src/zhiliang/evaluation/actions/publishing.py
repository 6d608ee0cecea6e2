"""Publishing a year: every document made from the evaluation in force, filed and entered."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core import event
from zhiliang.core.actions import record_document
from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Document, Person
from zhiliang.core.notice.number import DocumentNumber
from zhiliang.core.policy import require, visible
from zhiliang.evaluation.audiences import audience_of
from zhiliang.evaluation.documents.edition import is_sample
from zhiliang.evaluation.documents.publish import publish
from zhiliang.evaluation.models import Cycle, Decision, Evaluation

Progress = Callable[[int, int, str], None]


def _waits(evaluation: Evaluation) -> bool:
    """Whether documents are kept back until the notice of the version they are made from."""
    if Decision.objects.filter(evaluation=evaluation, notified_at__isnull=False).exists():
        return False
    return Cycle.objects.filter(year=evaluation.year, sample=False).exists()


def _latest(year: int) -> Evaluation:
    """The evaluation of a year in force; ClerkError if it was not evaluated yet."""
    evaluation = Evaluation.objects.filter(year=year).first()
    if evaluation is None:
        raise ClerkError(
            _("%(year)s年度还没有评价结果。") % {"year": year},
            _("请先运行 zhiliang evaluate --year %(year)s。") % {"year": year},
        )
    return evaluation


@transaction.atomic
def publish_year(
    year: int,
    *,
    by: Person | None,
    issued: date,
    number: str = "",
    progress: Progress | None = None,
) -> Path:
    """Make and enter all documents of a year's evaluation; returns their folder.

    The same evaluation is published once under the same date and `number` of the circular; on
    sample data a number counts for nothing. BadNumber says how a number must look.
    """
    number = str(DocumentNumber.parse(number)) if number else ""
    evaluation = _latest(year)
    require(by, Evaluation, "publish", evaluation)
    folder = _folder(evaluation, issued, number)
    out = Path(settings.VAR) / "documents" / folder
    if Document.objects.filter(path__startswith=f"{folder.as_posix()}/").exists():
        return out
    history = _announced_until(year) | {year: evaluation.results}
    written = publish(
        evaluation.results, history, out, issued=issued, number=number, progress=progress
    )
    for document in written:
        _enter(document, folder, evaluation, by=by)
    event.append(
        verb="evaluation.year.publish",
        subject=event.subject_of(evaluation),
        by=by,
        data={"year": year, "documents": len(written), "issued": issued, "tables": []},
    )
    return out


def _folder(evaluation: Evaluation, issued: date, number: str) -> Path:
    name = f"v{evaluation.version}-{issued.isoformat()}"
    if number and not is_sample(evaluation.results):
        name = f"{name}-{number}"
    return Path("evaluation") / str(evaluation.year) / name


def _announced_until(year: int) -> dict[int, Any]:
    """Results of the years before as they were announced: what nobody was told is not printed."""
    rows = visible(None, Evaluation).filter(year__lt=year).order_by("year", "version")
    return {row.year: row.results for row in rows}


def _enter(
    document: dict[str, Any], folder: Path, evaluation: Evaluation, *, by: Person | None
) -> Document:
    kind = document["kind"]
    entered = Document(
        kind=kind,
        number=document["number"],
        title=document["title"],
        year=evaluation.year,
        path=(folder / document["path"]).as_posix(),
        sha256=document["sha256"],
        audience=Document.Audience.OFFICE if _waits(evaluation) else audience_of(kind),
        subject=Path(document["path"]).stem if kind == "point_sheet" else "",
    )
    return record_document(entered, by=by)
