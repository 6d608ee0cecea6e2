"""One recall from the decision to its closing."""

from datetime import datetime

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import Party, flows
from zhiliang.core.language import pick
from zhiliang.core.models import Organisation, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.models.source import Source
from zhiliang.systems.recalls.models.bases import Basis, Level, RegimeKey, measured
from zhiliang.systems.recalls.models.clues import Clue
from zhiliang.systems.recalls.models.regimes import Regime, regime_on


class Recall(models.Model):
    """A recall by one firm; scopes, plans, consignees, reports and checks hang on it.

    `firm` is who must recall, `authority` the place whose office supervises, `place` where the firm
    is. Quantities are millionths of `unit`. `finish_by` is the last day to finish as the law, an
    extension or, where the law sets none, the firm's plan has it.
    """

    number = models.CharField(_("召回编号"), max_length=16, unique=True)
    clue = models.ForeignKey(
        Clue,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recalls",
        verbose_name=_("线索"),
    )
    regime_key = models.CharField(_("产品类别"), max_length=8, choices=RegimeKey)
    level = models.CharField(_("召回等级"), max_length=5, choices=Level)
    basis = models.CharField(_("召回方式"), max_length=9, choices=Basis)
    serious = models.BooleanField(_("死亡、严重人身伤害、重大财产损失或境外召回"), default=False)
    product = models.CharField(_("产品"), max_length=200)
    product_en = models.CharField(_("产品（英文）"), max_length=200, blank=True)
    brand = models.CharField(_("商标"), max_length=120, blank=True)
    model_spec = models.CharField(_("规格型号"), max_length=200, blank=True)
    batches = models.CharField(_("批次"), max_length=2000, blank=True)
    reason = models.TextField(_("召回原因"), max_length=2000)
    reason_en = models.TextField(_("召回原因（英文）"), max_length=3000, blank=True)
    harm = models.TextField(_("危害后果"), max_length=2000)
    harm_en = models.TextField(_("危害后果（英文）"), max_length=3000, blank=True)
    advice = models.TextField(_("消费者怎么做"), max_length=2000, blank=True)
    advice_en = models.TextField(_("消费者怎么做（英文）"), max_length=3000, blank=True)
    firm = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("召回实施者")
    )
    authority = models.ForeignKey(
        Place, models.PROTECT, related_name="+", verbose_name=_("监管部门所在地")
    )
    offered_to = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("拟移交"),
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地区"))
    quantity_e6 = models.BigIntegerField(_("拟召回数量（百万分之一）"), null=True, blank=True)
    unit = models.CharField(_("单位"), max_length=12, blank=True)
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    state = models.CharField(_("办理状态"), max_length=10)
    known_at = models.DateTimeField(_("知悉风险时间"))
    reported_at, reported_by = when(_("重大情形报告时间")), who(_("报告人"))
    decided_at, decided_by = when(_("认定时间")), who(_("认定人"))
    notified_at, notified_by = when(_("通知召回时间")), who(_("通知人"))
    ordered_at, ordered_by = when(_("责令召回时间")), who(_("责令人"))
    order_number = models.CharField(_("责令召回文号"), max_length=60, blank=True)
    objected_at, objected_by = when(_("异议时间")), who(_("异议人"))
    objection = models.TextField(_("异议理由"), max_length=4000, blank=True)
    objection_answer = models.TextField(_("异议处理"), max_length=4000, blank=True)
    plan_at, plan_by = when(_("报告召回计划时间")), who(_("报告人"))
    noticed_at, noticed_by = when(_("发出召回通知时间")), who(_("通知人"))
    announced_at, announced_by = when(_("发布召回公告时间")), who(_("发布人"))
    quiet_reason = models.CharField(_("不发公告的理由"), max_length=500, blank=True)
    started_at = when(_("启动完成时间"))
    extended_to = models.DateField(_("延长至"), null=True, blank=True)
    extended_reason = models.CharField(_("延长理由"), max_length=1000, blank=True)
    next_due_at = when(_("最近的期限"))
    finish_by = models.DateField(_("完成期限"), null=True, blank=True)
    finished_at = when(_("完成召回时间"))
    summarised_at, summarised_by = when(_("报告总结时间")), who(_("报告人"))
    evaluation = models.TextField(_("评价"), max_length=4000, blank=True)
    closed_at, closed_by = when(_("结案时间")), who(_("结案人"))
    reopened_at, reopened_by = when(_("重开时间")), who(_("重开人"))
    reopened = models.BooleanField(_("曾经重开"), default=False)
    terminated_at, terminated_by = when(_("终止时间")), who(_("终止人"))
    terminated_reason = models.CharField(_("终止理由"), max_length=1000, blank=True)
    # how many of a hundred are back, in millionths; for the lake, once it is told to be finished
    recovered_percent_e6 = models.BigIntegerField(_("召回率（百万分之一）"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("召回案")
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("state", "authority")),
            models.Index(fields=("state", "next_due_at")),
            models.Index(fields=("firm", "state")),
        )
        constraints = (
            *(
                paired(verb, f"recalls_recall_{verb}_paired")
                for verb in ("notified", "ordered", "plan", "noticed", "summarised", "terminated")
            ),
            CheckConstraint(
                condition=~Q(state="terminated") | ~Q(terminated_reason=""),
                name="recalls_terminated_with_a_reason",
            ),
            CheckConstraint(
                condition=~Q(basis="ordered") | Q(ordered_at__isnull=False),
                name="recalls_ordered_by_somebody",
            ),
            CheckConstraint(
                condition=~Q(state="closed") | ~Q(evaluation="") & Q(closed_at__isnull=False),
                name="recalls_closed_after_an_evaluation",
            ),
            CheckConstraint(
                condition=Q(quantity_e6=None) | Q(quantity_e6__gte=0),
                name="recalls_quantity_not_negative",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.product}"

    @property
    def sample(self) -> bool:
        """Whether it is made up."""
        return self.source == Source.SAMPLE

    @property
    def name(self) -> str:
        """The product in the reader's language."""
        return pick(self.product, self.product_en)

    @property
    def regime(self) -> Regime:
        """The rules of its kind of product when the risk became known."""
        return regime_on(self.regime_key, timezone.localtime(self.known_at).date())

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["recalls.recall"].state_label(self.state)

    @property
    def quantity(self) -> str:
        """How much is to be recalled, in words; empty where it is not known."""
        return measured(self.quantity_e6 or None, self.unit)

    @property
    def reason_words(self) -> str:
        """Why, in the reader's language where it was written in it."""
        return pick(self.reason, self.reason_en)

    @property
    def harm_words(self) -> str:
        """What harm, in the reader's language where it was written in it."""
        return pick(self.harm, self.harm_en)

    @property
    def advice_words(self) -> str:
        """What to do, in the reader's language where it was written in it."""
        return pick(self.advice, self.advice_en)

    @property
    def law(self) -> str:
        """The law it follows."""
        return self.regime.law

    @property
    def level_words(self) -> str:
        """Its class, with how that is told from the others."""
        told = self.regime.criterion(self.level)
        level = self.get_level_display()
        return f"{level}{pick('：', ': ')}{told}" if told else level

    @property
    def authorities(self) -> list[Party]:
        """Whose office supervises it."""
        return [Party(place_id=self.authority_id)]

    @property
    def offered(self) -> list[Party]:
        """Whose office is asked to take over."""
        return [Party(place_id=self.offered_to_id)] if self.offered_to_id else []

    @property
    def recallers(self) -> list[Party]:
        """Who must recall."""
        return [Party(organisation_id=self.firm_id)]

    @property
    def either(self) -> list[Party]:
        """Who must recall, or the office in its stead: what comes on paper is entered by it."""
        return [*self.recallers, *self.authorities]

    @property
    def moments(self) -> dict[str, datetime | None]:
        """What duties start with or are fulfilled by, by the names of `regimes.yaml`."""
        return {
            "known": self.known_at,
            "reported": self.reported_at,
            "decided": self.decided_at,
            "notified": self.notified_at,
            "ordered": self.ordered_at,
            "plan": self.plan_at,
            "noticed": self.noticed_at,
            "announced": self.announced_at,
            "started": self.started_at,
            "finished": self.finished_at,
            "summarised": self.summarised_at,
            "closed": self.closed_at,
        }


class AnnouncedRecall(Recall):
    """A recall as the public reads it; its policy shows only what is announced."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = _("召回公告")
