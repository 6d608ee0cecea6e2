"""An assessment: scenarios of injury with their steps, experts' opinions, what was concluded."""

import json
from fractions import Fraction
from functools import cached_property

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import flows
from zhiliang.core.models import Organisation, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.models.source import Source
from zhiliang.core.product_kinds import hazard_choices, product_choices
from zhiliang.methods.risk import probability_of
from zhiliang.systems.risk.models.alarms import Signal
from zhiliang.systems.risk.models.bases import RiskLevel, Severity


class Assessment(models.Model):
    """The risk of a product at a place, from the question to the measure decided on."""

    class Measure(models.TextChoices):
        NONE = "none", _("不采取措施")
        NOTICE = "notice", _("发布消费提示")
        ALERT = "alert", _("发布风险警示")
        EMERGENCY = "emergency", _("报请政府发布突发事件预警")
        INFORM = "inform", _("通报有关部门和地区")

    number = models.CharField(_("评估编号"), max_length=16, unique=True)
    signal = models.ForeignKey(
        Signal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assessments",
        verbose_name=_("信号"),
    )
    title = models.CharField(_("评估什么"), max_length=200)
    product = models.CharField(_("产品类别"), max_length=20, choices=product_choices, blank=True)
    hazard = models.CharField(_("危害类别"), max_length=20, choices=hazard_choices, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地区"))
    question = models.TextField(_("情况"), max_length=4000, blank=True)
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    state = models.CharField(_("办理状态"), max_length=10)
    opened_at, opened_by = models.DateTimeField(_("立项时间")), who(_("评估人"))
    concluded_at, concluded_by = when(_("评估完成时间")), who(_("评估人"))
    level = models.CharField(_("风险等级"), max_length=8, choices=RiskLevel, blank=True)
    matrix = models.CharField(_("采用的矩阵"), max_length=20, blank=True)
    conclusion = models.TextField(_("评估结论"), max_length=4000, blank=True)
    decided_at, decided_by = when(_("决定时间")), who(_("决定人"))
    measure = models.CharField(_("决定采取的措施"), max_length=9, choices=Measure, blank=True)
    decision = models.CharField(_("决定理由"), max_length=1000, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("风险评估")
        ordering = ("-pk",)
        constraints = (
            paired("concluded", "risk_assessment_concluded_paired"),
            paired("decided", "risk_assessment_decided_paired"),
            CheckConstraint(
                condition=Q(concluded_at=None) | ~Q(level=""), name="risk_concluded_with_a_level"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def sample(self) -> bool:
        """Whether it is made up."""
        return self.source == Source.SAMPLE

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["risk.assessment"].state_label(self.state)


class Scenario(models.Model):
    """How an injury comes about: steps with the chance of each, given the ones before."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="scenarios")
    number = models.PositiveSmallIntegerField(_("序号"))
    words = models.CharField(_("情景"), max_length=300)
    injury = models.CharField(_("伤害"), max_length=300)
    severity = models.PositiveSmallIntegerField(_("严重程度"), choices=Severity)
    steps = models.TextField(_("步骤"))
    at, by = models.DateTimeField(_("登记时间")), who(_("登记人"))

    class Meta:
        verbose_name = verbose_name_plural = _("伤害情景")
        ordering = ("assessment", "number")
        constraints = (
            UniqueConstraint(fields=("assessment", "number"), name="risk_scenario_numbers"),
            CheckConstraint(condition=Q(severity__in=(1, 2, 3, 4)), name="risk_severity_known"),
        )

    def __str__(self) -> str:
        return f"{self.assessment.number} · {self.number}"

    @cached_property
    def lines(self) -> list[tuple[str, str]]:
        """(chance as a fraction, words) of each step."""
        return [(chance, words) for chance, words in json.loads(self.steps)]

    @cached_property
    def probability(self) -> Fraction:
        """The chances multiplied, exactly."""
        return Fraction(probability_of([Fraction(chance) for chance, _words in self.lines]))


class Opinion(models.Model):
    """What an expert said in writing; who has an interest stands back."""

    class Stance(models.TextChoices):
        AGREES = "agrees", _("同意情景和概率")
        DIFFERS = "differs", _("有不同意见")
        RECUSED = "recused", _("回避")

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="opinions")
    expert = models.CharField(_("专家编号"), max_length=20)
    employer = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("工作单位"),
    )
    stance = models.CharField(_("意见"), max_length=7, choices=Stance)
    level = models.CharField(_("建议等级"), max_length=8, choices=RiskLevel, blank=True)
    ground = models.TextField(_("理由"), max_length=4000)
    at, by = models.DateTimeField(_("出具时间")), who(_("登记人"))

    class Meta:
        verbose_name = verbose_name_plural = _("专家意见")
        ordering = ("assessment", "at", "pk")
        constraints = (
            UniqueConstraint(
                fields=("assessment", "expert"),
                name="risk_an_expert_speaks_once",
                violation_error_message=_("这位专家对这项评估已有意见。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.assessment.number} {self.expert}"
