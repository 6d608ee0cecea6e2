"""The year of the evaluation as a whole: its terms, its draw, the leading group's decisions."""

from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from zhiliang.evaluation.models.evaluation import Evaluation
from zhiliang.evaluation.models.people import needs_moment, when, who


class Cycle(models.Model):
    """One year's cycle; `terms` is the configuration it runs under, as it was when it began."""

    year = models.PositiveIntegerField(_("年度"), unique=True)
    scheme_digest = models.CharField(_("方案摘要"), max_length=64)
    terms = models.JSONField(_("办理规则"))
    sample = models.BooleanField(_("示例"), default=False)
    opened_at = models.DateTimeField(_("启动时间"))
    opened_by = who(_("启动人"))

    class Meta:
        verbose_name = verbose_name_plural = _("考核周期")
        ordering = ("-year",)

    def __str__(self) -> str:
        return str(self.year)

    @property
    def progress(self) -> dict[str, int]:
        """State → how many cases stand there."""
        rows = self.cases.values_list("state").annotate(n=models.Count("pk")).order_by("state")
        return dict(rows)


class Drawing(models.Model):
    """A draw of what is verified on site: the pool first, the seeds later, the result from both.

    `pool` is published with its digest before the seeds exist; anybody can repeat the draw.
    """

    cycle = models.OneToOneField(Cycle, models.PROTECT, related_name="drawing")
    sources = models.TextField(_("种子来源"), max_length=2000)
    pool = models.JSONField(_("抽取范围"))
    pool_digest = models.CharField(_("抽取范围摘要"), max_length=64)
    items = models.PositiveIntegerField(_("每个对象抽取项目数"))
    records = models.PositiveIntegerField(_("每个项目抽取记录数"))
    announced_at = models.DateTimeField(_("公告时间"))
    announced_by = who(_("公告人"))
    seeds = models.JSONField(_("种子"), null=True, blank=True)
    result = models.JSONField(_("抽取结果"), null=True, blank=True)
    drawn_at, drawn_by = when(_("抽取时间")), who(_("抽取人"))

    class Meta:
        verbose_name = verbose_name_plural = _("核查抽取")
        ordering = ("-announced_at",)
        constraints = (
            needs_moment("drawing", "announced"),
            needs_moment("drawing", "drawn"),
            CheckConstraint(
                condition=Q(seeds__isnull=True, result__isnull=True, drawn_at__isnull=True)
                | Q(seeds__isnull=False, result__isnull=False, drawn_at__isnull=False),
                name="drawing_result_only_from_seeds",
            ),
        )

    def __str__(self) -> str:
        return str(_("%(year)s年度核查抽取") % {"year": self.cycle.year})

    @property
    def seed_text(self) -> str:
        """The seeds, one a line."""
        return "\n".join(self.seeds or ())


class Decision(models.Model):
    """The leading group confirmed one version of the evaluation; a later version needs another."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="decisions")
    evaluation = models.OneToOneField(Evaluation, models.PROTECT, related_name="decision")
    reference = models.CharField(_("会议或文号"), max_length=200)
    note = models.TextField(_("审定意见"), max_length=2000, blank=True)
    decided_on = models.DateField(_("审定日期"))
    decided_at = models.DateTimeField(_("登记时间"))
    decided_by = who(_("登记人"))
    notified_at, notified_by = when(_("通报时间")), who(_("通报人"))

    class Meta:
        verbose_name = verbose_name_plural = _("审定")
        ordering = ("-decided_at",)
        constraints = (needs_moment("decision", "notified"),)

    def __str__(self) -> str:
        return f"{self.evaluation} {self.reference}"

    @property
    def grades(self) -> dict[str, Any]:
        """Subject code → the grade that was confirmed."""
        return {s["code"]: s["grade"] for s in self.evaluation.results["subjects"]}
