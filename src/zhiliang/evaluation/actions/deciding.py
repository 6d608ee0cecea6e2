"""Score, decision, notice: each for a version of the whole year's evaluation."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core import event
from zhiliang.core.actions import release_document
from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Document, Person
from zhiliang.core.policy import require
from zhiliang.evaluation.actions.evaluating import evaluate
from zhiliang.evaluation.actions.moving import move
from zhiliang.evaluation.audiences import audience_of
from zhiliang.evaluation.models import Case, Cycle, Decision, Evaluation
from zhiliang.evaluation.plan import office_plan
from zhiliang.evaluation.reflecting import reflects
from zhiliang.evaluation.stage import SCORABLE
from zhiliang.indicators.current import refresh


def score_cycle(cycle: Cycle, *, by: Person | None) -> Evaluation:
    """Bring the lake up to date and compute the year with all that was established.

    A year that was decided and comes out differently needs a new decision; the version before
    stays as it was.
    """
    require(by, Cycle, "score", cycle)
    if early := cycle.cases.exclude(state__in=SCORABLE).count():
        raise ClerkError(
            _("还有 %(count)s 个案卷没有完成实地核查。") % {"count": early},
            _("全部核查完成后再综合评分。"),
        )
    _refuse_other_scheme(cycle)
    refresh()
    return _score(cycle, by=by)


def _refuse_other_scheme(cycle: Cycle) -> None:
    if office_plan(cycle.year).scheme.digest != cycle.scheme_digest:
        raise ClerkError(
            _("本年度的评价方案与周期启动时不同。"),
            _("请恢复启动时的方案；备案、自评和评审都按它办理。"),
        )


@transaction.atomic
def _score(cycle: Cycle, *, by: Person | None) -> Evaluation:
    evaluation = evaluate(cycle.year, by=by)
    if not Decision.objects.filter(evaluation=evaluation).exists():
        for case in cycle.cases.filter(state__in=SCORABLE):
            if (case.state, case.version) != ("scored", evaluation.version):
                _note_version(move(case, "score", by=by, version=evaluation.version), evaluation)
    return evaluation


def _note_version(case: Case, evaluation: Evaluation) -> None:
    case.version = evaluation.version
    case.save(update_fields=["version"])


@transaction.atomic
def enter_decision(
    cycle: Cycle,
    *,
    by: Person,
    version: int,
    reference: str,
    decided_on: date,
    note: str = "",
) -> Decision:
    """Enter what the leading group decided on a version: the newest, which the cases stand at."""
    require(by, Cycle, "decide", cycle)
    evaluation = Evaluation.objects.filter(year=cycle.year).first()
    cases = list(cycle.cases.filter(state="scored"))
    if evaluation is None or not cases or hasattr(evaluation, "decision"):
        raise ClerkError(_("没有待审定的评分版本。"), _("请先综合评分；同一版本只审定一次。"))
    _refuse_stale(cycle, evaluation, cases, version=version)
    decision = Decision(
        cycle=cycle,
        evaluation=evaluation,
        reference=reference,
        note=note,
        decided_on=decided_on,
        decided_at=timezone.now(),
        decided_by=by,
    )
    decision.full_clean()
    decision.save()
    for case in cases:
        move(case, "decide", by=by, version=evaluation.version)
    event.append(
        verb="evaluation.decision.enter",
        subject=event.subject_of(decision),
        by=by,
        data={
            "year": cycle.year,
            "version": evaluation.version,
            "digest": evaluation.digest,
            "reference": reference,
            "tables": [],
        },
    )
    return decision


def _refuse_stale(cycle: Cycle, evaluation: Evaluation, cases: list[Case], *, version: int) -> None:
    """What is decided is the newest version, and holds all that was established."""
    stands = version == evaluation.version and all(case.version == version for case in cases)
    if not stands or not reflects(evaluation, cycle):
        raise ClerkError(
            _("第 %(version)s 版不是最新的综合评分，或者评分之后又有核定。") % {"version": version},
            _("请重新综合评分，再登记审定。"),
        )


@transaction.atomic
def notify(cycle: Cycle, *, by: Person) -> Cycle:
    """Announce the decided version: circular and detail sheets go to whom they are meant for."""
    require(by, Cycle, "notify", cycle)
    cases = list(cycle.cases.filter(state="decided"))
    decision = cycle.decisions.first()
    if decision is None or not cases:
        raise ClerkError(_("没有已审定待通报的版本。"), _("请先登记领导小组的审定。"))
    if not reflects(decision.evaluation, cycle):
        raise ClerkError(_("审定之后又有核定。"), _("请重新综合评分、审定，再通报。"))
    for document in _documents_of(decision):
        release_document(document, by=by, audience=audience_of(document.kind))
    decision.notified_at, decision.notified_by = timezone.now(), by
    decision.full_clean()
    decision.save()
    for case in cases:
        move(case, "notify", by=by, version=decision.evaluation.version)
    event.append(
        verb="evaluation.cycle.notify",
        subject=event.subject_of(cycle),
        by=by,
        data={"year": cycle.year, "version": decision.evaluation.version, "tables": []},
    )
    return cycle


def _documents_of(decision: Decision) -> list[Document]:
    """The documents made last from the decided version; ClerkError if there are none."""
    version = decision.evaluation
    folder = f"evaluation/{version.year}/v{version.version}-"
    made = Document.objects.filter(path__startswith=folder).order_by("-created_at")
    newest = "/".join(made[0].path.split("/")[:3]) if made else ""
    found = [document for document in made if document.path.startswith(f"{newest}/")]
    if not found:
        raise ClerkError(
            _("审定的第 %(version)s 版还没有公文。") % {"version": version.version},
            _("请先在评价工作台生成公文。"),
        )
    return found
