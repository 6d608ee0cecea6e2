"""Plans, and how many samples of which class they allot to which city."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import flows
from zhiliang.core.models import Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.models.source import Source
from zhiliang.systems.sampling.models.bases import Level, Programme, Purpose, RegimeKey, Site
from zhiliang.systems.sampling.models.classes import ImplementationRule, ProductClass


class SamplingPlan(models.Model):
    """One round of sampling ordered by the authority of a place.

    `due_on` is when everything is to be reported: no statute sets it for industrial products, so it
    is the plan's own date.
    """

    number = models.CharField(_("计划编号"), max_length=16, unique=True)
    title = models.CharField(_("计划"), max_length=200)
    authority = models.ForeignKey(
        Place, models.PROTECT, related_name="+", verbose_name=_("组织部门所在地")
    )
    level = models.CharField(_("层级"), max_length=10, choices=Level)
    regime = models.CharField(_("类别"), max_length=12, choices=RegimeKey)
    purpose = models.CharField(_("目的"), max_length=9, choices=Purpose, default=Purpose.ROUTINE)
    programme = models.CharField(
        _("统计归属"), max_length=13, choices=Programme, default=Programme.SUPERVISION
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    quarter = models.PositiveSmallIntegerField(_("季度"), null=True, blank=True)
    due_on = models.DateField(_("完成日期"))
    yearly_cap = models.PositiveSmallIntegerField(
        _("每家企业一年最多抽查次数"),
        null=True,
        blank=True,
        help_text=_("可选政策，默认不限；法定的六个月限制总是适用。"),
    )
    state = models.CharField(_("办理状态"), max_length=9)
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)
    drafted_at, drafted_by = when(_("拟订时间")), who(_("拟订人"))
    issued_at, issued_by = when(_("下达时间")), who(_("下达人"))
    closed_at, closed_by = when(_("完结时间")), who(_("完结人"))

    class Meta:
        verbose_name = verbose_name_plural = _("监督抽查计划")
        ordering = ("-year", "-quarter", "-pk")
        constraints = (
            *(
                paired(verb, f"sampling_plan_{verb}_paired")
                for verb in ("drafted", "issued", "closed")
            ),
            CheckConstraint(
                condition=Q(quarter=None) | Q(quarter__range=(1, 4)),
                name="sampling_plan_quarter_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def place_id(self) -> str:
        """Whose plan it is: the authority's place."""
        return self.authority_id

    @property
    def sample(self) -> bool:
        """Whether it is made up."""
        return self.source == Source.SAMPLE

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["sampling.plan"].state_label(self.state)


class PlanLine(models.Model):
    """So many samples of a class in a city; the rule is fixed on it when the plan is issued."""

    plan = models.ForeignKey(SamplingPlan, models.PROTECT, related_name="lines")
    product_class = models.ForeignKey(
        ProductClass, models.PROTECT, related_name="+", verbose_name=_("产品类别")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地区"))
    site = models.CharField(_("抽样环节"), max_length=10, choices=Site)
    count = models.PositiveIntegerField(_("批次"))
    laboratory = models.ForeignKey(
        "core.Organisation", models.PROTECT, related_name="+", verbose_name=_("检验机构")
    )
    rule = models.ForeignKey(
        ImplementationRule,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("实施细则"),
    )

    class Meta:
        verbose_name = verbose_name_plural = _("计划分配")
        ordering = ("plan", "product_class", "place", "site")
        constraints = (
            UniqueConstraint(
                fields=("plan", "product_class", "place", "site"),
                name="sampling_line_once",
                violation_error_message=_("同一产品、地区、环节只能有一行分配。"),
            ),
            CheckConstraint(condition=Q(count__gte=1), name="sampling_line_of_something"),
        )

    def __str__(self) -> str:
        return f"{self.product_class} {self.place} {self.count}"
