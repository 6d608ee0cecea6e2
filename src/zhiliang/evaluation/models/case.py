"""One subject's year: what it undertook, what it says it did, and where the case stands."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import HeldFile
from zhiliang.evaluation.models.cycle import Cycle
from zhiliang.evaluation.models.exact import written
from zhiliang.evaluation.models.people import needs_moment, when, who


class Case(models.Model):
    """A place or a department in a year's cycle."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="cases")
    subject = models.CharField(_("被评价对象"), max_length=40)
    kind = models.CharField(_("类别"), max_length=10)
    place = models.ForeignKey(
        "core.Place", models.PROTECT, null=True, blank=True, verbose_name=_("地区")
    )
    department = models.ForeignKey(
        "core.Department", models.PROTECT, null=True, blank=True, verbose_name=_("部门")
    )
    state = models.CharField(_("状态"), max_length=16, default="filing")
    reason = models.CharField(_("退回理由"), max_length=400, blank=True)
    opened_at = models.DateTimeField(_("立案时间"))
    filed_at, filed_by = when(_("备案提交时间")), who(_("备案提交人"))
    accepted_at, accepted_by = when(_("备案审定时间")), who(_("备案审定人"))
    evaluated_at, evaluated_by = when(_("自评提交时间")), who(_("自评提交人"))
    reviewed_at, reviewed_by = when(_("文审完成时间")), who(_("文审完成人"))
    verified_at, verified_by = when(_("核查完成时间")), who(_("核查完成人"))
    version = models.PositiveIntegerField(_("评分版本"), null=True, blank=True)
    notified_at, notified_by = when(_("通报时间")), who(_("通报人"))
    closed_at, closed_by = when(_("结案时间")), who(_("结案人"))

    class Meta:
        verbose_name = verbose_name_plural = _("考核案卷")
        ordering = ("-cycle__year", "kind", "subject")
        constraints = (
            UniqueConstraint(fields=("cycle", "subject"), name="case_once_a_cycle"),
            CheckConstraint(
                condition=Q(place__isnull=False, department__isnull=True)
                | Q(place__isnull=True, department__isnull=False),
                name="case_of_a_place_or_a_department",
            ),
            *(
                needs_moment("case", verb)
                for verb in (
                    *("filed", "accepted", "evaluated", "reviewed"),
                    *("verified", "notified", "closed"),
                )
            ),
        )

    def __str__(self) -> str:
        return f"{self.owner} {self.cycle.year}"

    @property
    def owner(self) -> str:
        """The subject's name."""
        return str(self.place or self.department)

    @property
    def year(self) -> int:
        """Year of the cycle."""
        return self.cycle.year

    @property
    def objection_until(self) -> date | None:
        """Last day for an objection; the term is configuration, since none is published."""
        if self.notified_at is None:
            return None
        return timezone.localdate(self.notified_at) + timedelta(
            days=int(self.cycle.terms["objection_days"])
        )


class TargetFiling(models.Model):
    """What a subject undertakes to reach on one item, and how it compared when it was accepted."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="filings")
    item = models.CharField(_("项目"), max_length=120)
    value_e6 = models.BigIntegerField(_("目标值（百万分之一）"))
    note = models.CharField(_("说明"), max_length=400, blank=True)
    ambition = models.JSONField(_("目标力度"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("备案目标")
        ordering = ("case", "item")
        constraints = (UniqueConstraint(fields=("case", "item"), name="filing_once_an_item"),)

    def __str__(self) -> str:
        return f"{self.item} {self.value}"

    @property
    def value(self) -> Decimal | None:
        """The target as it was filed."""
        return written(self.value_e6)


class SelfMark(models.Model):
    """What a subject says of one item: points it claims, the figure it knows, and the proof."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="marks")
    item = models.CharField(_("项目"), max_length=120)
    points_e6 = models.BigIntegerField(_("自评分（百万分之一）"))
    value_e6 = models.BigIntegerField(_("自报数值（百万分之一）"), null=True, blank=True)
    text = models.TextField(_("自评说明"), max_length=4000, blank=True)
    evidence = models.ManyToManyField(HeldFile, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("自评")
        ordering = ("case", "item")
        constraints = (
            UniqueConstraint(fields=("case", "item"), name="self_mark_once_an_item"),
            CheckConstraint(condition=Q(points_e6__gte=0), name="self_mark_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.item} {self.points}"

    @property
    def points(self) -> Decimal | None:
        """Points claimed."""
        return written(self.points_e6)

    @property
    def value(self) -> Decimal | None:
        """The figure as the subject knows it."""
        return written(self.value_e6)
