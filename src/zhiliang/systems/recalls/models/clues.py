"""Clues that a product may have to be recalled, and what experts say of them."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import flows
from zhiliang.core.models import HeldFile, Organisation, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.models.source import Source
from zhiliang.systems.recalls.models.bases import Level, Origin, RegimeKey
from zhiliang.systems.recalls.models.regimes import Regime, regime_on


class Clue(models.Model):
    """What gave rise to suspicion, where from, and what became of it.

    `known_at` is when the risk became known: the day decides which law applies. `origin_ref` names
    what it comes from: an event of another system or a foreign authority's own number.
    """

    number = models.CharField(_("线索编号"), max_length=16, unique=True)
    origin = models.CharField(_("来源渠道"), max_length=9, choices=Origin)
    origin_ref = models.CharField(_("原始编号"), max_length=160, blank=True)
    regime_key = models.CharField(_("产品类别"), max_length=8, choices=RegimeKey, blank=True)
    product = models.CharField(_("产品"), max_length=200)
    batches = models.CharField(_("批次、型号"), max_length=1000, blank=True)
    producer_name = models.CharField(_("生产者"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("在册企业"),
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地区"))
    finding = models.TextField(_("情况"), max_length=4000)
    serious = models.BooleanField(_("死亡、严重人身伤害、重大财产损失或境外召回"), default=False)
    known_at = models.DateTimeField(_("知悉时间"))
    imported = models.CharField(_("导入批次"), max_length=64, blank=True)
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    state = models.CharField(_("办理状态"), max_length=13)
    registered_at, registered_by = when(_("登记时间")), who(_("登记人"))
    screened_at, screened_by = when(_("筛查时间")), who(_("筛查人"))
    analysis_asked_at, analysis_asked_by = when(_("通知调查分析时间")), who(_("通知人"))
    analysed_at, analysed_by = when(_("调查分析报告时间")), who(_("报告人"))
    analysis = models.TextField(_("企业调查分析结果"), max_length=4000, blank=True)
    investigation = models.TextField(_("缺陷调查情况"), max_length=4000, blank=True)
    investigated_at, investigated_by = when(_("调查完成时间")), who(_("调查人"))
    decided_at, decided_by = when(_("认定时间")), who(_("认定人"))
    ended_reason = models.CharField(_("中止、终止理由"), max_length=1000, blank=True)
    evidence = models.ManyToManyField(HeldFile, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("召回线索")
        ordering = ("-pk",)
        indexes = (models.Index(fields=("state", "place")),)
        constraints = (
            *(
                paired(verb, f"recalls_clue_{verb}_paired")
                for verb in ("screened", "analysis_asked", "analysed", "investigated", "decided")
            ),
            UniqueConstraint(
                fields=("origin", "origin_ref"),
                condition=~Q(origin_ref=""),
                name="recalls_one_clue_of_an_origin",
                violation_error_message=_("这条来源已经登记过线索。"),
            ),
            CheckConstraint(
                condition=~Q(state__in=("dismissed", "suspended")) | ~Q(ended_reason=""),
                name="recalls_clue_says_why_it_ended",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.product}"

    @property
    def sample(self) -> bool:
        """Whether it is made up."""
        return self.source == Source.SAMPLE

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["recalls.clue"].state_label(self.state)

    @property
    def regime(self) -> Regime | None:
        """The rules of its kind of product when it became known; None while no kind is named."""
        day = timezone.localtime(self.known_at).date()
        return regime_on(self.regime_key, day) if self.regime_key else None

    @property
    def producer_words(self) -> str:
        """The producer as far as it is known."""
        return str(self.organisation or self.producer_name or "")


class Expert(models.Model):
    """Somebody of the pool, by number: names are not kept here."""

    number = models.CharField(_("专家编号"), max_length=20, unique=True)
    field = models.CharField(_("专业领域"), max_length=120)
    employer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("工作单位")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地区"))
    active = models.BooleanField(_("在册"), default=True)
    interests = models.ManyToManyField(
        Organisation, blank=True, related_name="+", verbose_name=_("有利害关系的单位")
    )
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    class Meta:
        verbose_name = verbose_name_plural = _("召回专家")
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}（{self.field}）"

    def interested_in(self, organisation: Organisation | None) -> bool:
        """Whether the expert works for a firm or has an interest in it."""
        if organisation is None:
            return False
        return (
            self.employer_id == organisation.pk
            or self.interests.filter(pk=organisation.pk).exists()
        )


class Opinion(models.Model):
    """What an expert of the pool says of a clue; who stands back says why."""

    class Stance(models.TextChoices):
        DEFECT = "defect", _("存在缺陷或食品安全风险")
        NONE = "none", _("不存在缺陷")
        UNCLEAR = "unclear", _("依据不足")
        RECUSED = "recused", _("回避")

    clue = models.ForeignKey(Clue, models.PROTECT, related_name="opinions")
    expert = models.ForeignKey(
        Expert, models.PROTECT, related_name="opinions", verbose_name=_("专家")
    )
    stance = models.CharField(_("意见"), max_length=7, choices=Stance)
    level = models.CharField(_("建议等级"), max_length=5, choices=Level, blank=True)
    ground = models.TextField(_("理由"), max_length=4000)
    paper = models.ForeignKey(
        HeldFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("签字件")
    )
    at = models.DateTimeField(_("出具时间"))
    by = who(_("登记人"))

    class Meta:
        verbose_name = verbose_name_plural = _("专家意见")
        ordering = ("clue", "at", "pk")
        constraints = (
            UniqueConstraint(
                fields=("clue", "expert"),
                name="recalls_an_expert_speaks_once",
                violation_error_message=_("这位专家对这条线索已有意见。"),
            ),
            CheckConstraint(condition=~Q(ground=""), name="recalls_an_opinion_has_grounds"),
        )

    def __str__(self) -> str:
        return f"{self.clue.number} {self.expert.number}"
