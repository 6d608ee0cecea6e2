"""The two cases that a submission becomes: a complaint, a tip-off."""

from datetime import date
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import Party, flows
from zhiliang.core.models import Department, HeldFile, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.models.source import Source
from zhiliang.systems.complaints.models.bases import personal
from zhiliang.systems.complaints.models.reasons import EndReason, RefusalReason
from zhiliang.systems.complaints.models.submissions import Submission


def _day(words: Any) -> "models.DateField[date | None, date | None]":
    return models.DateField(words, null=True, blank=True)


class Case(models.Model):
    """What a complaint and a tip-off have in common.

    `place` is the office that handles it, `officer` the person, `next_due_on` the last day of the
    time limit that ends first; `provisional` says that the notice of holidays for it is not known.
    """

    submission: Any
    number = models.CharField(_("编号"), max_length=20, unique=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("承办地区"))
    officer = who(_("承办人"))
    state = models.CharField(_("办理状态"), max_length=12)
    received_at = models.DateTimeField(_("收到时间"))
    assigned_at, assigned_by = when(_("分送时间")), who(_("分送人"))
    returned_reason = models.CharField(_("退回分送的理由"), max_length=1000, blank=True)
    disputed_at, disputed_by = when(_("管辖争议时间")), who(_("提出争议人"))
    dispute_with = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("与何地争议")
    )
    dispute_due_on = _day(_("协商期限"))
    settled_dispute_at, settled_dispute_by = when(_("争议解决时间")), who(_("解决人"))
    handed_at, handed_by = when(_("移交时间")), who(_("移交人"))
    handed_to = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("移交部门"),
    )
    handed_note = models.CharField(_("移交说明"), max_length=1000, blank=True)
    told_at, told_by = when(_("告知时间")), who(_("告知人"))
    next_due_on = _day(_("最近的期限"))
    provisional = models.BooleanField(_("期限为暂定"), default=False)
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    class Meta:
        abstract = True
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.number} {self.submission.title}"

    @property
    def sample(self) -> bool:
        """Whether it is made up."""
        return self.source == Source.SAMPLE

    @property
    def state_name(self) -> str:
        """The state in words."""
        model = self._meta.concrete_model or type(self)
        return flows[f"complaints.{model._meta.model_name}"].state_label(self.state)

    @property
    def received_on(self) -> date:
        """The local day on which it was received."""
        return timezone.localtime(self.received_at).date()

    @property
    def offices(self) -> list[Party]:
        """Whose office handles it."""
        return [Party(place_id=self.place_id)]


class Complaint(Case):
    """投诉: a consumer asks that a dispute with a trader be settled.

    `national_number` is its number on the national 12315 platform (order 121, article 40), empty
    until it is entered there. Due dates are frozen as they were last worked out, with the testing
    pauses left out; `decided_at` is the acceptance or the refusal.
    """

    submission = models.OneToOneField(
        Submission, models.PROTECT, related_name="complaint", verbose_name=_("来件")
    )
    national_number = models.CharField(_("全国12315平台编号"), max_length=40, blank=True)
    identity_asked_at, identity_asked_by = when(_("要求补充身份证明时间")), who(_("要求人"))
    identity_due_on = _day(_("补充期限"))
    identity_given_at = when(_("补充身份证明时间"))

    decided_at, decided_by = when(_("受理决定时间")), who(_("决定人"))
    decide_due_on = _day(_("受理决定期限"))
    refusal = models.CharField(_("不予受理的情形"), max_length=1, choices=RefusalReason, blank=True)
    refusal_note = models.CharField(_("不予受理的说明"), max_length=1000, blank=True)

    mediation_at = when(_("调解时间"))
    mediation_where = models.CharField(_("调解地点或者方式"), max_length=200, blank=True)
    mediators = models.CharField(_("调解人员"), max_length=200, blank=True)
    delegated_to = models.CharField(_("受托调解组织"), max_length=200, blank=True)
    record = personal(_("调解记录"), 4000)
    end_due_on = _day(_("调解期限"))
    ended_at, ended_by = when(_("调解结束时间")), who(_("办结人"))
    end_reason = models.CharField(_("终止调解的情形"), max_length=1, choices=EndReason, blank=True)
    end_note = models.CharField(_("终止调解的说明"), max_length=1000, blank=True)
    agreement = personal(_("调解协议"), 4000)
    performed = models.BooleanField(_("即时履行或者双方同意不制作调解书"), default=False)
    recovered_fen = models.BigIntegerField(
        _("挽回损失（分）"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    tell_due_on = _day(_("终止告知期限"))

    firm_answer = personal(_("被投诉人的答复"), 4000)
    answered_at, answered_by = when(_("被投诉人答复时间")), who(_("答复人"))
    reopened_at, reopened_by = when(_("重新办理时间")), who(_("重新办理决定人"))
    reopened_reason = models.CharField(_("重新办理的理由"), max_length=1000, blank=True)
    malicious = models.BooleanField(_("涉嫌骗取赔偿或者敲诈勒索"), default=False)
    repeat_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="repeats",
        verbose_name=_("重复投诉"),
    )
    satisfaction = models.PositiveSmallIntegerField(
        _("满意度（1—5）"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    satisfied_at = when(_("评价时间"))
    satisfaction_note = personal(_("评价意见"), 1000)

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = _("投诉")
        indexes = (
            models.Index(
                fields=("state", "place", "next_due_on"), name="complaints_complaint_desk"
            ),
        )
        constraints = (
            *(
                paired(verb, f"complaints_complaint_{verb}_paired")
                for verb in ("decided", "ended", "told", "reopened", "handed", "answered")
            ),
            CheckConstraint(
                condition=~Q(state="refused") | ~Q(refusal=""),
                name="complaints_refused_for_a_reason",
            ),
            CheckConstraint(
                condition=~Q(state="terminated") | ~Q(end_reason=""),
                name="complaints_terminated_for_a_reason",
            ),
        )

    @property
    def accused_parties(self) -> list[Party]:
        """The firm that it is about, where it is on the register."""
        firm = self.submission.firm_id
        return [Party(organisation_id=firm)] if firm else []


class Pause(models.Model):
    """The time that testing takes, which mediation's time limit leaves out (order 121, 22)."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="pauses")
    laboratory = models.CharField(_("鉴定、检测机构"), max_length=200)
    chosen = models.CharField(
        _("机构的确定"),
        max_length=8,
        choices=[("agreed", _("双方协商")), ("named", _("受理部门指定"))],
    )
    payer = models.CharField(_("费用承担"), max_length=200, blank=True)
    first_day = models.DateField(_("送检日期"))
    last_day = models.DateField(_("出具结论日期"), null=True, blank=True)
    finding = models.CharField(_("结论"), max_length=1000, blank=True)
    report = models.ForeignKey(
        HeldFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("报告")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("鉴定检测")
        ordering = ("first_day", "pk")
        constraints = (
            CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=models.F("first_day")),
                name="complaints_pause_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return f"{self.laboratory} {self.first_day}"


class TipOff(Case):
    """举报: somebody points at a breach of the law; who that is stays with the case officer.

    `counted_from` is the last receipt: new facts of the same person are merged and the clock begins
    again (order 121, article 35). `clue_of` is the complaint in whose mediation it was found
    (article 27).
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="tip_offs", verbose_name=_("来件")
    )
    clue_of = models.ForeignKey(
        Complaint,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="clues",
        verbose_name=_("调解中发现的线索"),
    )
    counted_from = models.DateTimeField(_("期限起算"))
    check_due_on = _day(_("核查期限"))
    extension_asked_at, extension_asked_by = when(_("申请延长时间")), who(_("申请延长人"))
    extension_reason = models.CharField(_("延长的理由"), max_length=1000, blank=True)
    extended_at, extended_by = when(_("批准延长时间")), who(_("批准延长人"))
    decided_at, decided_by = when(_("是否立案决定时间")), who(_("决定人"))
    finding = personal(_("核查情况"), 4000)
    case_number = models.CharField(_("案件编号"), max_length=60, blank=True)
    conclude_due_on = _day(_("案件办理期限"))
    concluded_at, concluded_by = when(_("案件办结时间")), who(_("办结人"))
    result = models.CharField(_("处理结果"), max_length=2000, blank=True)
    told_law = models.CharField(_("告知依据"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("并入的举报"),
    )

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = _("举报")
        indexes = (
            models.Index(fields=("state", "place", "next_due_on"), name="complaints_tip_desk"),
        )
        constraints = (
            *(
                paired(verb, f"complaints_tip_{verb}_paired")
                for verb in ("decided", "extended", "concluded", "told", "handed")
            ),
            CheckConstraint(
                condition=Q(extended_by=None) | ~Q(extended_by=models.F("extension_asked_by")),
                name="complaints_tip_extension_four_eyes",
            ),
        )
