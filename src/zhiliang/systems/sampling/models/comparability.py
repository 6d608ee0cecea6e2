"""Results of the State's comparability tracking (可比性跟踪), imported for Guangdong's products."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Place
from zhiliang.core.models.source import Source


class ComparabilityResult(models.Model):
    """How many batches of a product, made in a place, the State tested and how many passed.

    The programme is the State's: what it publishes is taken as it is, a file at a time. A row that
    is filed anew supersedes.
    """

    product = models.CharField(_("产品"), max_length=120)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地区"))
    tested_on = models.DateField(_("检验批次所属日期"))
    round = models.CharField(_("批次"), max_length=60)
    tested = models.PositiveIntegerField(_("检验批次"))
    passed = models.PositiveIntegerField(_("合格批次"))
    reference = models.CharField(_("文件"), max_length=200)
    line = models.PositiveIntegerField(_("行"))
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)
    superseded_at = models.DateTimeField(_("被更正时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("可比性跟踪结果")
        ordering = ("-tested_on", "product", "place")
        constraints = (
            UniqueConstraint(
                fields=("product", "place", "round"),
                condition=Q(superseded_at=None),
                name="sampling_comparability_once_a_round",
            ),
            CheckConstraint(
                condition=Q(tested__gte=1, passed__lte=F("tested")),
                name="sampling_comparability_possible",
            ),
        )

    def __str__(self) -> str:
        return f"{self.product} {self.place} {self.round}"
