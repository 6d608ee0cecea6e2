"""How many people live where: the denominator of every figure per 100,000 residents."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models.place import Place


class Residents(models.Model):
    """Permanent residents (常住人口) of a place that stand for one year.

    `counted_on` says when they were counted: a year without a count of its own is given the last
    one by a row that says so in its note, never silently.
    """

    key = models.CharField(_("编号"), max_length=11, primary_key=True)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"))
    day = models.DateField(_("所代表年度的最后一日"))
    number = models.PositiveIntegerField(_("常住人口（人）"))
    counted_on = models.DateField(_("统计时点"))
    source = models.CharField(_("来源"), max_length=200)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("常住人口")
        ordering = ("place", "day")
        constraints = (
            models.CheckConstraint(condition=models.Q(number__gt=0), name="residents_are_some"),
            models.CheckConstraint(
                condition=models.Q(counted_on__lte=models.F("day")),
                name="residents_counted_before_the_year_ended",
            ),
            models.UniqueConstraint(fields=("place", "day"), name="residents_once_a_year"),
        )

    def __str__(self) -> str:
        return self.key
