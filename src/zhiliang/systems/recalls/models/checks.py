"""The effectiveness check: consignees drawn by lot and asked whether the recall reached them."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models.signed import paired, when, who
from zhiliang.systems.recalls.models.bases import MILLION
from zhiliang.systems.recalls.models.consignees import Consignee, Way
from zhiliang.systems.recalls.models.recalls import Recall


class Check(models.Model):
    """A sample of the consignees, drawn from a frozen list with a seed that anybody can use again.

    Confidence, wanted share and the bound that was found are millionths.
    """

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="checks")
    number = models.PositiveSmallIntegerField(_("序号"))
    population = models.PositiveIntegerField(_("收货单位总数"))
    confidence_e6 = models.PositiveIntegerField(_("置信水平（百万分之一）"))
    wanted_e6 = models.PositiveIntegerField(_("要求通知到的比例（百万分之一）"))
    allowed = models.PositiveSmallIntegerField(_("允许未通知到的家数"))
    size = models.PositiveIntegerField(_("样本量"))
    names = models.TextField(_("名录"))
    seed = models.CharField(_("随机种子"), max_length=64)
    digest = models.CharField(_("名录摘要"), max_length=64)
    drawn_at = models.DateTimeField(_("抽取时间"))
    drawn_by = who(_("抽取人"))
    reached = models.PositiveIntegerField(_("确已通知到"), null=True, blank=True)
    bound_e6 = models.PositiveIntegerField(_("下限（百万分之一）"), null=True, blank=True)
    concluded_at, concluded_by = when(_("核查完成时间")), who(_("核查人"))
    conclusion = models.TextField(_("核查结论"), max_length=2000, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("效果核查")
        ordering = ("recall", "-number")
        constraints = (
            UniqueConstraint(fields=("recall", "number"), name="recalls_check_numbers"),
            UniqueConstraint(
                fields=("recall",),
                condition=Q(concluded_at=None),
                name="recalls_one_open_check",
                violation_error_message=_("上一次效果核查还没有完成。"),
            ),
            paired("concluded", "recalls_check_concluded_paired"),
            CheckConstraint(
                condition=Q(size__lte=models.F("population")), name="recalls_check_within_the_list"
            ),
        )

    def __str__(self) -> str:
        return f"{self.recall.number} · {self.number}"

    @property
    def place_id(self) -> str:
        """Whose it is to conclude: the place of the office that supervises."""
        return self.recall.authority_id

    @property
    def confidence(self) -> float:
        """The confidence as a share."""
        return self.confidence_e6 / MILLION

    @property
    def confidence_words(self) -> str:
        """The confidence in percent."""
        return f"{self.confidence_e6 / 10_000:g}%"

    @property
    def wanted_words(self) -> str:
        """The wanted share in percent."""
        return f"{self.wanted_e6 / 10_000:g}%"

    @property
    def bound_words(self) -> str:
        """The bound in percent, cut so that it never says too much."""
        return "" if self.bound_e6 is None else f"{self.bound_e6 // 1000 / 10:.1f}%"

    @property
    def enough(self) -> bool:
        """Whether the bound is at least what was wanted."""
        return self.bound_e6 is not None and self.bound_e6 >= self.wanted_e6


class Visit(models.Model):
    """What was found at one consignee that was drawn."""

    class Found(models.TextChoices):
        REACHED = "reached", _("已收到通知并已停售、封存或退回")
        LATE = "late", _("收到通知但仍在销售")
        UNREACHED = "unreached", _("没有收到通知")
        ABSENT = "absent", _("找不到该单位")

    check_of = models.ForeignKey(Check, models.PROTECT, related_name="visits")
    consignee = models.ForeignKey(Consignee, models.PROTECT, related_name="visits")
    position = models.PositiveIntegerField(_("抽出次序"))
    found = models.CharField(_("核查结果"), max_length=9, choices=Found, blank=True)
    way = models.CharField(_("核查方式"), max_length=6, choices=Way, blank=True)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    visited_at, visited_by = when(_("核查时间")), who(_("核查人"))

    class Meta:
        verbose_name = verbose_name_plural = _("核查记录")
        ordering = ("check_of", "position")
        constraints = (
            UniqueConstraint(fields=("check_of", "consignee"), name="recalls_visited_once"),
            paired("visited", "recalls_visit_paired"),
        )

    def __str__(self) -> str:
        return f"{self.check_of} {self.consignee}"

    @property
    def place_id(self) -> str:
        """Whose it is to enter: the place of the office that supervises."""
        return self.check_of.place_id
