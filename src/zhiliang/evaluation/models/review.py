"""What others found: reviewers on paper, verifiers on site."""

from decimal import Decimal

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import HeldFile, Person
from zhiliang.evaluation.models.case import Case
from zhiliang.evaluation.models.exact import written
from zhiliang.evaluation.models.people import needs_moment, when, who
from zhiliang.evaluation.naming import item_name


class Review(models.Model):
    """One reviewer's judgement of one item; `seat` 1 and 2 judge alone, 3 where they disagree."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="reviews")
    item = models.CharField(_("项目"), max_length=120)
    seat = models.PositiveSmallIntegerField(_("席位"))
    reviewer = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("评审人"))
    assigned_at = models.DateTimeField(_("分派时间"))
    assigned_by = who(_("分派人"))
    points_e6 = models.BigIntegerField(_("评审分（百万分之一）"), null=True, blank=True)
    rule_e6 = models.BigIntegerField(_("评审时的计算分（百万分之一）"), null=True, blank=True)
    ground = models.TextField(_("评审理由"), max_length=2000, blank=True)
    scored_at = when(_("评分时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("文审")
        ordering = ("case", "item", "seat")
        constraints = (
            UniqueConstraint(fields=("case", "item", "seat"), name="review_one_a_seat"),
            UniqueConstraint(
                fields=("case", "item", "reviewer"), name="review_another_pair_of_eyes"
            ),
            CheckConstraint(condition=Q(seat__in=(1, 2, 3)), name="review_seat_known"),
            CheckConstraint(
                condition=Q(points_e6__isnull=True, rule_e6__isnull=True, scored_at__isnull=True)
                | Q(points_e6__gte=0, rule_e6__gte=0, scored_at__isnull=False),
                name="review_points_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case} · {self.item_name}"

    @property
    def item_name(self) -> str:
        """The item in words."""
        return item_name(self.case.year, self.item)

    @property
    def points(self) -> Decimal | None:
        """Points given."""
        return written(self.points_e6)


class Check(models.Model):
    """One item verified on site: drawn by lot, or sent there by a discrepancy."""

    class Cause(models.TextChoices):
        DRAWN = "drawn", _("抽取")
        DISCREPANCY = "discrepancy", _("数据不一致")

    case = models.ForeignKey(Case, models.PROTECT, related_name="checks")
    item = models.CharField(_("项目"), max_length=120)
    cause = models.CharField(_("缘由"), max_length=12, choices=Cause)
    place = models.ForeignKey("core.Place", models.PROTECT, null=True, blank=True)
    records = models.JSONField(_("核查记录"), default=list, blank=True)
    state = models.CharField(_("状态"), max_length=10, default="open")
    found = models.TextField(_("核查情况"), max_length=4000, blank=True)
    points_e6 = models.BigIntegerField(_("核定分（百万分之一）"), null=True, blank=True)
    evidence = models.ManyToManyField(HeldFile, blank=True, related_name="+")
    checked_at, checked_by = when(_("核查时间")), who(_("核查人"))

    class Meta:
        verbose_name = verbose_name_plural = _("实地核查")
        ordering = ("case", "item")
        constraints = (
            UniqueConstraint(fields=("case", "item"), name="check_once_an_item"),
            needs_moment("check", "checked"),
            CheckConstraint(
                condition=Q(state="open", checked_at__isnull=True)
                | Q(state="confirmed", checked_at__isnull=False, points_e6__isnull=True)
                | Q(state="differs", checked_at__isnull=False, points_e6__gte=0),
                name="check_outcome_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case} · {self.item_name}"

    @property
    def item_name(self) -> str:
        """The item in words."""
        return item_name(self.case.year, self.item)

    @property
    def record_lines(self) -> str:
        """The records to look at, one a line."""
        return "\n".join(self.records)

    @property
    def points(self) -> Decimal | None:
        """Points after the check, where it differs."""
        return written(self.points_e6)
