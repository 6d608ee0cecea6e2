"""One sample from the draw to the published result."""

from collections.abc import Iterator
from datetime import date

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import Party, flows
from zhiliang.core.models import Organisation, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.models.source import Source
from zhiliang.systems.sampling.models.bases import (
    Conclusion,
    Level,
    Programme,
    Purpose,
    RegimeKey,
    Site,
    Size,
)
from zhiliang.systems.sampling.models.classes import ImplementationRule, ProductClass
from zhiliang.systems.sampling.models.draws import Draw
from zhiliang.systems.sampling.models.plans import PlanLine, SamplingPlan
from zhiliang.systems.sampling.models.pools import Sampler
from zhiliang.systems.sampling.models.regimes import Regime, regime_on


class NotTaken(models.TextChoices):
    """Why no sample was taken, by the article of order 18."""

    STOCK = "stock", _("待销产品数量不符合实施细则要求（第十八条第一项）")
    NOT_FOR_SALE = (
        "not_for_sale",
        _("不用于销售，或只用于出口且合同对质量另有约定（第十八条第二项）"),
    )
    MARKED = "marked", _("标注“试制”“处理”“样品”等字样（第十八条第三项）")
    CLOSED = "closed", _("转产、停业等原因无法抽样（第二十条）")
    ILLEGAL = "illegal", _("涉嫌无证无照等无需检验即可判定违法，终止抽样（第十七条）")
    REFUSED = "refused", _("阻碍、拒绝或者不配合抽样（第二十一条）")
    REPEATED = "repeated", _("六个月内已抽查同一产品（第八条）")


class SamplingCase(models.Model):
    """A sample of one class at one firm; `sheet`, `testings`, `receipts` hang on it.

    `firm` is where it was taken, `producer` who is named on it where that is on the register.
    A case that came from another system's file has `imported` set and neither draw nor sheet.
    """

    number = models.CharField(_("抽样编号"), max_length=16, unique=True)
    plan = models.ForeignKey(
        SamplingPlan, models.PROTECT, null=True, blank=True, related_name="cases"
    )
    line = models.ForeignKey(PlanLine, models.PROTECT, null=True, blank=True, related_name="cases")
    draw = models.ForeignKey(Draw, models.PROTECT, null=True, blank=True, related_name="cases")
    product_class = models.ForeignKey(
        ProductClass, models.PROTECT, related_name="+", verbose_name=_("产品类别")
    )
    rule = models.ForeignKey(
        ImplementationRule,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("实施细则"),
    )
    regime_key = models.CharField(_("类别"), max_length=12, choices=RegimeKey)
    level = models.CharField(_("层级"), max_length=10, choices=Level)
    purpose = models.CharField(_("目的"), max_length=9, choices=Purpose, default=Purpose.ROUTINE)
    programme = models.CharField(
        _("统计归属"), max_length=13, choices=Programme, default=Programme.SUPERVISION
    )
    authority = models.ForeignKey(
        Place, models.PROTECT, related_name="+", verbose_name=_("组织部门所在地")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地区"))
    site = models.CharField(_("抽样环节"), max_length=10, choices=Site)
    size = models.CharField(_("规模"), max_length=7, choices=Size, default=Size.UNKNOWN)
    output = models.PositiveBigIntegerField(_("产值（万元）"), null=True, blank=True)
    firm = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("被抽样单位")
    )
    producer = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("标称生产者"),
    )
    laboratory = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("检验机构"),
    )
    samplers = models.ManyToManyField(Sampler, blank=True, verbose_name=_("抽样人员"))
    due_on = models.DateField(_("完成日期"), null=True, blank=True)
    sampled_on = models.DateField(_("抽样日期"), null=True, blank=True)
    reported_on = models.DateField(_("报告日期"), null=True, blank=True)
    imported = models.CharField(_("导入批次"), max_length=64, blank=True)
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    state = models.CharField(_("办理状态"), max_length=11)
    not_taken = models.CharField(_("未抽样原因"), max_length=12, choices=NotTaken, blank=True)
    not_taken_note = models.CharField(_("情况记录"), max_length=2000, blank=True)
    forbidden_by = models.CharField(_("限制依据的抽样编号"), max_length=16, blank=True)
    rejected_reason = models.CharField(_("拒收、无法检验理由"), max_length=1000, blank=True)
    first_conclusion = models.CharField(_("初检结论"), max_length=4, choices=Conclusion, blank=True)
    conclusion = models.CharField(_("最终结论"), max_length=4, choices=Conclusion, blank=True)
    failing = models.CharField(_("不合格项目"), max_length=1000, blank=True)
    serious = models.BooleanField(_("严重质量问题"), default=False)
    assigned_at = models.DateTimeField(_("下达时间"))
    sampled_at, sampled_by = when(_("抽样时间")), who(_("抽样填报人"))
    received_at, received_by = when(_("收样时间")), who(_("收样人"))
    concluded_at, concluded_by = when(_("判定时间")), who(_("判定人"))
    notified_at, notified_by = when(_("告知时间")), who(_("告知人"))
    settled_at, settled_by = when(_("定论时间")), who(_("定论人"))
    published_at, published_by = when(_("公布时间")), who(_("公布人"))

    class Meta:
        verbose_name = verbose_name_plural = _("监督抽查案")
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("state", "place")),
            models.Index(fields=("firm", "sampled_on")),
            models.Index(fields=("sampled_on",)),
        )
        constraints = (
            *(
                paired(verb, f"sampling_case_{verb}_paired", unless=~Q(imported=""))
                for verb in ("sampled", "received", "concluded", "notified", "published")
            ),
            CheckConstraint(
                condition=~Q(state="not_taken") | ~Q(not_taken=""),
                name="sampling_case_says_why_nothing_was_taken",
            ),
            CheckConstraint(
                condition=~Q(state__in=("settled", "published")) | ~Q(conclusion=""),
                name="sampling_case_settled_with_a_conclusion",
            ),
            CheckConstraint(
                condition=Q(conclusion="fail") | Q(serious=False),
                name="sampling_case_serious_only_if_failed",
            ),
            CheckConstraint(
                condition=Q(laboratory=None) | ~Q(laboratory=models.F("firm")),
                name="sampling_case_not_tested_by_the_firm_itself",
                violation_error_message=_("检验机构不能检验自己的产品。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.product_class}"

    @property
    def sample(self) -> bool:
        """Whether it is made up."""
        return self.source == Source.SAMPLE

    @property
    def day(self) -> date:
        """The day as of which its regime holds."""
        return self.sampled_on or timezone.localtime(self.assigned_at).date()

    @property
    def regime(self) -> Regime:
        """The rules of its kind of product on its day."""
        return regime_on(RegimeKey(self.regime_key), self.day)

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["sampling.case"].state_label(self.state)

    @property
    def authorities(self) -> list[Party]:
        """Who ordered it."""
        return [Party(place_id=self.authority_id)]

    @property
    def teams(self) -> list[Party]:
        """The bodies that send the samplers."""
        bodies = self.samplers.values_list("organisation", flat=True).distinct()
        return [Party(organisation_id=pk) for pk in bodies]

    @property
    def laboratories(self) -> list[Party]:
        """Who tests it."""
        return [Party(organisation_id=self.laboratory_id)] if self.laboratory_id else []

    @property
    def respondents(self) -> list[Party]:
        """Who may object: the firm and the producer that is named."""
        return [Party(organisation_id=pk) for pk in self._respondents()]

    def _respondents(self) -> Iterator[int]:
        yield self.firm_id
        if self.producer_id and self.producer_id != self.firm_id:
            yield self.producer_id

    @property
    def producer_words(self) -> str:
        """The producer as the product names it."""
        sheet = getattr(self, "sheet", None)
        named = sheet.producer_name if sheet else ""
        return str(self.producer or named or "")
