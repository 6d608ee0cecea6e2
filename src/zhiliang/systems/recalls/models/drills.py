"""Unannounced drills: how fast and how completely a firm can say where a lot came from and went."""

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import flows
from zhiliang.core.models import Organisation, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.models.source import Source


class Drill(models.Model):
    """One drill on one lot of one firm; `minutes` are configured, no statute sets them.

    What the trace knew when it started is the firm's neighbours one step up and one step down: none
    of a direction says that the trace tells nothing of it. `completeness_e6` is the part
    [millionths] of the neighbours of both directions that the firm named; empty where none is
    known, for then nothing can be compared.
    """

    number = models.CharField(_("演练编号"), max_length=16, unique=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("企业")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地区"))
    product = models.CharField(_("产品"), max_length=200)
    lot = models.CharField(_("批次"), max_length=300)
    minutes = models.PositiveSmallIntegerField(_("限时（分钟）"))
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)
    state = models.CharField(_("办理状态"), max_length=8)
    started_at, started_by = when(_("开始时间")), who(_("发起人"))
    answered_at, answered_by = when(_("提交时间")), who(_("提交人"))
    scored_at, scored_by = when(_("评定时间")), who(_("评定人"))
    seconds = models.PositiveIntegerField(_("用时（秒）"), null=True, blank=True)
    trace_digest = models.CharField(_("追溯结果摘要"), max_length=80, blank=True)
    known_up = models.PositiveIntegerField(_("追溯已知上家"), null=True, blank=True)
    named_up = models.PositiveIntegerField(_("其中企业报出"), null=True, blank=True)
    known_down = models.PositiveIntegerField(_("追溯已知下家"), null=True, blank=True)
    named_down = models.PositiveIntegerField(_("其中企业报出"), null=True, blank=True)
    completeness_e6 = models.PositiveIntegerField(_("完整度（百万分之一）"), null=True, blank=True)
    assessment = models.CharField(_("评定意见"), max_length=1000, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("召回演练")
        ordering = ("-pk",)
        constraints = (
            paired("answered", "recalls_drill_answered_paired"),
            paired("scored", "recalls_drill_scored_paired"),
            CheckConstraint(condition=Q(minutes__gte=1), name="recalls_drill_has_time"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.organisation}"

    @property
    def sample(self) -> bool:
        """Whether it is made up."""
        return self.source == Source.SAMPLE

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["recalls.drill"].state_label(self.state)

    @property
    def in_time(self) -> bool | None:
        """Whether the answer came within the minutes; None while there is none."""
        return None if self.seconds is None else self.seconds <= self.minutes * 60

    @property
    def completeness(self) -> str:
        """The completeness in percent; empty where it cannot be told."""
        if self.completeness_e6 is None:
            return ""
        return f"{self.completeness_e6 // 1000 / 10:.1f}%"


class DrillLine(models.Model):
    """A supplier or a customer that the firm named in a drill."""

    class Direction(models.TextChoices):
        UP = "up", _("上家")
        DOWN = "down", _("下家")

    drill = models.ForeignKey(Drill, models.PROTECT, related_name="lines")
    direction = models.CharField(_("方向"), max_length=4, choices=Direction)
    name = models.CharField(_("单位"), max_length=200)
    party = models.CharField(_("主体标识或统一社会信用代码"), max_length=200, blank=True)
    quantity = models.CharField(_("数量"), max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("演练名单")
        ordering = ("drill", "direction", "name", "pk")

    def __str__(self) -> str:
        return f"{self.get_direction_display()} {self.name}"
