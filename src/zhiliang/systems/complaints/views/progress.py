"""What became of a case, in the words for whoever sent it in.

Of a tip-off only that it was received, is being checked or has ended; its result where that was
told (order 121, articles 36 and 37).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhiliang.core.issued import last_issued
from zhiliang.core.models import Document
from zhiliang.systems.complaints.flow.tip_offs import CHECKED
from zhiliang.systems.complaints.models import Case, Complaint, Pause, TipOff
from zhiliang.systems.complaints.views.receipt import Promise, promises_of

PAPERS = ("identity_notice", "acceptance", "refusal", "mediation_notice", "ending", "agreement")
"""The papers that are addressed to the complainant, by the folder they are issued into."""
PAPERS_OF_TIP_OFF = ("tip_off_result",)


@dataclass(frozen=True)
class Step:
    """Something that was done, when, with what was said of it."""

    at: datetime
    words: str
    text: str = ""


@dataclass(frozen=True)
class Progress:
    """A case as its sender sees it."""

    case: Case
    kind: str
    state: str
    tone: str
    over: bool
    steps: list[Step]
    promises: list[Promise]
    papers: list[Document]
    other_ways: bool = False
    may_rate: bool = False


def progress_of(case: Case) -> Progress:
    """What its sender may know of a case."""
    return _of_complaint(case) if isinstance(case, Complaint) else _of_tip_off(case)


def _of_complaint(case: Complaint) -> Progress:
    over = case.state in ("refused", "settled", "terminated")
    tone = {"settled": "good", "refused": "warn", "terminated": "warn"}.get(case.state, "info")
    return Progress(
        case=case,
        kind=_("投诉"),
        state=case.state_name,
        tone=tone,
        over=over,
        steps=sorted(_steps(case), key=lambda one: one.at),
        promises=promises_of(case),
        papers=_papers(case, PAPERS),
        other_ways=case.state in ("refused", "terminated"),
        may_rate=over and case.satisfaction is None,
    )


def _steps(case: Complaint) -> Iterator[Step]:
    yield Step(case.received_at, _("收到投诉"))
    if case.identity_asked_at:
        until = _("请在 %(day)s 前提供身份证明材料。") % {"day": case.identity_due_on}
        yield Step(case.identity_asked_at, _("要求提供身份证明材料"), until)
    if case.identity_given_at:
        yield Step(case.identity_given_at, _("收到身份证明材料"))
    if case.decided_at:
        yield _decision(case, case.decided_at)
    if case.answered_at:
        yield Step(case.answered_at, _("经营者已答复"), case.firm_answer)
    for pause in case.pauses.all():
        yield from _tests(pause)
    if case.ended_at:
        yield _end(case, case.ended_at)
    yield from _handing(case)
    if case.reopened_at:
        yield Step(case.reopened_at, _("重新办理"), case.reopened_reason)


def _decision(case: Complaint, at: datetime) -> Step:
    if case.refusal:
        reason = f"{case.get_refusal_display()}\n{case.refusal_note}".strip()
        return Step(at, _("决定不予受理"), reason)
    told = []
    if case.delegated_to:
        told.append(_("委托%(body)s调解") % {"body": case.delegated_to})
    if case.mediation_at:
        when = f"{_local(case.mediation_at)} {case.mediation_where}"
        told.append(_("调解：%(when)s") % {"when": when})
    return Step(at, _("决定受理"), "\n".join(told))


def _local(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _tests(pause: Pause) -> Iterator[Step]:
    yield Step(_noon(pause.first_day), _("送鉴定、检测（不计入期限）"), pause.laboratory)
    if pause.last_day:
        yield Step(_noon(pause.last_day), _("鉴定、检测已有结论"), pause.finding)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 12))


def _end(case: Complaint, at: datetime) -> Step:
    if case.state == "settled":
        return Step(at, _("调解成功"), case.agreement)
    reason = f"{case.get_end_reason_display()}\n{case.end_note}".strip()
    return Step(at, _("终止调解"), reason)


def _handing(case: Case) -> Iterator[Step]:
    if case.handed_at and case.handed_to:
        words = _("移交%(office)s办理") % {"office": case.handed_to}
        yield Step(case.handed_at, words, case.handed_note)


def _of_tip_off(case: Case) -> Progress:
    assert isinstance(case, TipOff)
    told = case.told_at is not None and case.state in CHECKED
    over = case.state in ("not_filed", "concluded", "merged", "handed_over")
    words = {"merged": _("并入您此前的举报"), "handed_over": _("已移交")}
    state = words.get(case.state, _("已结束") if over else _("正在核查"))
    steps = [Step(case.received_at, _("收到举报")), *_handing(case)]
    if told and case.told_at:
        result = case.result or case.state_name
        steps.append(Step(case.told_at, _("告知处理结果"), f"{result}\n{case.told_law}".strip()))
    return Progress(
        case=case,
        kind=_("举报"),
        state=state,
        tone="quiet" if over else "info",
        over=over,
        steps=steps,
        # that a case was filed is told by its result alone, so its clock is not shown either
        promises=promises_of(case) if case.state == "received" else [],
        papers=_papers(case, PAPERS_OF_TIP_OFF) if told else [],
    )


def _papers(case: Case, kinds: tuple[str, ...]) -> list[Document]:
    """What was issued to whoever sent it in, the language of the page before the other."""
    found = []
    for kind in kinds:
        folder = f"complaints/{case.number}/{kind}/"
        own, other = ("en", "zh-hans") if get_language() == "en" else ("zh-hans", "en")
        paper = last_issued(folder, language=own, form="pdf")
        found.append(paper or last_issued(folder, language=other, form="pdf"))
    return [paper for paper in found if paper]
