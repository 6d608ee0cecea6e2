"""Tests of a sample: the first, a re-test, follow-up inspections; results item by item."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import HeldFile, Organisation
from zhiliang.core.models.signed import paired, when, who
from zhiliang.systems.sampling.models.bases import Conclusion
from zhiliang.systems.sampling.models.cases import SamplingCase
from zhiliang.systems.sampling.models.classes import RuleItem

REASONS = {
    "not_detected": _("未检出"),
    "below_reporting_limit": _("低于报告限"),
    "reporting_limit_above_limit": _("报告限高于限值，不能判定"),
    "within_uncertainty": _("超出部分在扩展不确定度之内，不判不合格"),
}


class Round(models.TextChoices):
    """Which test it is."""

    FIRST = "first", _("初检")
    RETEST = "retest", _("复检")
    FOLLOW_UP_1 = "follow_up_1", _("复查")
    FOLLOW_UP_2 = "follow_up_2", _("公告后复查")
    FOLLOW_UP_3 = "follow_up_3", _("整顿后复查")


class Testing(models.Model):
    """One laboratory's test of one case."""

    case = models.ForeignKey(SamplingCase, models.PROTECT, related_name="testings")
    round = models.CharField(_("轮次"), max_length=11, choices=Round)
    objection = models.ForeignKey(
        "sampling.Objection",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tests",
        verbose_name=_("异议"),
    )
    laboratory = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("检验机构")
    )
    seals_intact = models.BooleanField(_("封条完好"), default=True)
    condition = models.CharField(_("样品状态"), max_length=500, blank=True)
    report_number = models.CharField(_("检验报告编号"), max_length=60, blank=True)
    report = models.ForeignKey(
        HeldFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("检验报告"),
    )
    conclusion = models.CharField(_("结论"), max_length=4, choices=Conclusion, blank=True)
    received_at, received_by = when(_("收样时间")), who(_("收样人"))
    reported_at, reported_by = when(_("报告时间")), who(_("报告人"))

    class Meta:
        verbose_name = verbose_name_plural = _("检验")
        ordering = ("case", "pk")
        constraints = (
            paired("reported", "sampling_testing_reported_paired"),
            UniqueConstraint(
                fields=("case", "round"),
                condition=~Q(round="retest"),
                name="sampling_tested_once_a_round",
            ),
            UniqueConstraint(fields=("objection",), name="sampling_retested_once_an_objection"),
            CheckConstraint(
                condition=Q(round="retest", objection__isnull=False)
                | ~Q(round="retest") & Q(objection=None),
                name="sampling_testing_retest_of_an_objection",
            ),
            CheckConstraint(
                condition=Q(reported_at=None) | (~Q(conclusion="") & ~Q(report_number="")),
                name="sampling_testing_reported_with_a_conclusion",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case.number} {self.get_round_display()}"


class Result(models.Model):
    """What was found for one item; value and uncertainty are decimals as the report has them."""

    class Verdict(models.TextChoices):
        """What the result says about the item."""

        PASS = "pass", _("合格")
        FAIL = "fail", _("不合格")
        NOT_JUDGED = "not_judged", _("不判定")

    testing = models.ForeignKey(Testing, models.PROTECT, related_name="results")
    item = models.ForeignKey(RuleItem, models.PROTECT, related_name="+", verbose_name=_("检验项目"))
    value = models.CharField(_("检验结果"), max_length=60)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    uncertainty = models.CharField(_("扩展不确定度（k=2）"), max_length=20, blank=True)
    verdict = models.CharField(_("单项判定"), max_length=10, choices=Verdict)
    reason = models.CharField(_("判定说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("检验结果")
        ordering = ("testing", "item__position")
        constraints = (
            UniqueConstraint(fields=("testing", "item"), name="sampling_item_has_one_result"),
        )

    def __str__(self) -> str:
        return f"{self.item} {self.value}"

    @property
    def reason_words(self) -> str:
        """Why the verdict is what it is, where that is not plain."""
        return str(REASONS.get(self.reason, ""))
