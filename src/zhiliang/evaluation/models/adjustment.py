"""Points of an item as established by people, instead of those that the rule gives."""

from decimal import Decimal

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.evaluation.models.case import Case
from zhiliang.evaluation.models.exact import written
from zhiliang.evaluation.models.people import who


class Adjustment(models.Model):
    """What a review, a check, a discrepancy or an upheld objection established, with its ground.

    It is projected to the lake and sealed with the year, so a score with human judgement in it can
    be recomputed as well. A later one supersedes an earlier one; both stay.
    """

    class Stage(models.TextChoices):
        REVIEW = "review", _("文审")
        DISCREPANCY = "discrepancy", _("数据不一致")
        VERIFICATION = "verification", _("实地核查")
        OBJECTION = "objection", _("异议")

    case = models.ForeignKey(Case, models.PROTECT, related_name="adjustments")
    period = models.CharField(_("期间"), max_length=9)
    subject = models.CharField(_("被评价对象"), max_length=40)
    item = models.CharField(_("项目"), max_length=120)
    points_e6 = models.BigIntegerField(_("核定分（百万分之一）"))
    stage = models.CharField(_("环节"), max_length=12, choices=Stage)
    ground = models.TextField(_("理由"), max_length=2000)
    reference = models.CharField(_("来处"), max_length=80)
    source = models.CharField(_("来源"), max_length=9, default="records")
    made_at = models.DateTimeField(_("核定时间"))
    made_by = who(_("核定人"))
    superseded_at = models.DateTimeField(_("被取代时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("核定")
        ordering = ("case", "item", "made_at")
        constraints = (
            UniqueConstraint(
                fields=("period", "subject", "item"),
                condition=Q(superseded_at__isnull=True),
                name="adjustment_one_in_force",
            ),
            CheckConstraint(
                condition=Q(points_e6__gte=0) & ~Q(ground=""), name="adjustment_has_a_ground"
            ),
            CheckConstraint(
                condition=Q(source__in=("records", "sample")), name="adjustment_source_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} {self.item} {self.points}"

    @property
    def points(self) -> Decimal | None:
        """Points established."""
        return written(self.points_e6)
