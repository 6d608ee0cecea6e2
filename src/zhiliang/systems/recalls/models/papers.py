"""What the firm files (plans, reports) and which duties were found late."""

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import HeldFile
from zhiliang.core.models.signed import paired, when, who
from zhiliang.systems.recalls.models.bases import measured
from zhiliang.systems.recalls.models.recalls import Recall


class RecallPlan(models.Model):
    """A recall plan as filed; a changed one is a new version."""

    class Verdict(models.TextChoices):
        FILED = "filed", _("已报告")
        ACCEPTED = "accepted", _("已接受")
        RETURNED = "returned", _("退回修改")

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField(_("版次"))
    measures = models.TextField(_("召回措施"), max_length=4000)
    area = models.CharField(_("区域范围"), max_length=500)
    finish_by = models.DateField(_("计划完成日期"), null=True, blank=True)
    disposal = models.TextField(_("处理措施"), max_length=2000)
    costs = models.CharField(_("费用支付方式"), max_length=500)
    contact = models.CharField(_("负责岗位和联系方式"), max_length=200)
    notice_ways = models.CharField(_("通知、公告的方式和范围"), max_length=500)
    files = models.ManyToManyField(HeldFile, blank=True, related_name="+")
    filed_at = models.DateTimeField(_("报告时间"))
    filed_by = who(_("报告人"))
    verdict = models.CharField(_("审查"), max_length=8, choices=Verdict, default=Verdict.FILED)
    answer = models.CharField(_("审查意见"), max_length=1000, blank=True)
    decided_at, decided_by = when(_("审查时间")), who(_("审查人"))

    class Meta:
        verbose_name = verbose_name_plural = _("召回计划")
        ordering = ("recall", "-version")
        constraints = (
            UniqueConstraint(fields=("recall", "version"), name="recalls_plan_versions"),
            paired("decided", "recalls_plan_decided_paired"),
        )

    def __str__(self) -> str:
        return f"{self.recall.number} · {self.version}"


class Report(models.Model):
    """A report of the firm on the way or at the end, with the counts as they stood then."""

    class Kind(models.TextChoices):
        PROGRESS = "progress", _("过程报告")
        SUMMARY = "summary", _("总结报告")

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="reports")
    kind = models.CharField(_("种类"), max_length=8, choices=Kind)
    text = models.TextField(_("情况"), max_length=6000)
    consignees = models.PositiveIntegerField(_("收货单位"))
    notified = models.PositiveIntegerField(_("已通知到"))
    replied = models.PositiveIntegerField(_("已答复"))
    recovered_e6 = models.BigIntegerField(_("收回数量（百万分之一）"))
    disposed_e6 = models.BigIntegerField(_("处置数量（百万分之一）"))
    files = models.ManyToManyField(HeldFile, blank=True, related_name="+")
    at = models.DateTimeField(_("报告时间"))
    by = who(_("报告人"))

    class Meta:
        verbose_name = verbose_name_plural = _("召回报告")
        ordering = ("recall", "-at", "-pk")

    def __str__(self) -> str:
        return f"{self.recall.number} {self.get_kind_display()} {self.at:%Y-%m-%d}"

    @property
    def recovered(self) -> str:
        """How much was back, in words."""
        return measured(self.recovered_e6, self.recall.unit)


class Lateness(models.Model):
    """A duty that was found late, once for each time it fell due."""

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="latenesses")
    duty = models.CharField(_("事项"), max_length=20)
    due_at = models.DateTimeField(_("期限"))
    found_at = models.DateTimeField(_("发现时间"))
    done_at = when(_("补办时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("逾期事项")
        ordering = ("-due_at", "-pk")
        constraints = (
            UniqueConstraint(
                fields=("recall", "duty", "due_at"), name="recalls_late_once_for_a_due_date"
            ),
        )

    def __str__(self) -> str:
        return f"{self.recall.number} {self.duty}"

    @property
    def words(self) -> str:
        """What is late, in words."""
        duty = self.recall.regime.duty(self.duty)
        return duty.words if duty else self.duty
