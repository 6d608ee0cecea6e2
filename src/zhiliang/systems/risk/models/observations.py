"""One fact of any source, told by the keys under which facts of all sources are counted."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Place
from zhiliang.core.models.source import Source
from zhiliang.core.product_kinds import Kind as KindOf
from zhiliang.core.product_kinds import hazard_choices, hazards, product_choices, products
from zhiliang.systems.risk.models.bases import Kind


class Observation(models.Model):
    """What was observed, where and when, and since when we know.

    `city` is what it is counted under; `place` may be finer. `recorded_on` is the day we were told:
    weeks are counted by it, so that what is told late cannot make a week of the past grow.
    """

    kind = models.CharField(_("来源渠道"), max_length=11, choices=Kind)
    reference = models.CharField(_("原始编号"), max_length=160)
    title = models.CharField(_("内容"), max_length=200, blank=True)
    product = models.CharField(_("产品类别"), max_length=20, choices=product_choices)
    hazard = models.CharField(_("危害类别"), max_length=20, choices=hazard_choices)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地区"))
    city = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("地级以上市"),
    )
    occurred_on = models.DateField(_("发生日期"))
    recorded_on = models.DateField(_("得知日期"))
    injured = models.BooleanField(_("有人受伤"), default=False)
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    class Meta:
        verbose_name = verbose_name_plural = _("风险观测")
        ordering = ("-recorded_on", "-pk")
        indexes = (models.Index(fields=("recorded_on", "product", "hazard")),)
        constraints = (
            UniqueConstraint(
                fields=("kind", "reference"),
                name="risk_observed_once",
                violation_error_message=_("这条来源已经登记过。"),
            ),
            CheckConstraint(
                condition=Q(occurred_on__lte=F("recorded_on")),
                name="risk_known_after_it_happened",
                violation_error_message=_("发生日期晚于得知日期，请核对。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"

    @property
    def sample(self) -> bool:
        """Whether it is made up."""
        return self.source == Source.SAMPLE


def product_words(key: str) -> str:
    """A kind of product in words; empty for all of them."""
    return str(products().get(key, KindOf(key, key, key))) if key else ""


def hazard_words(key: str) -> str:
    """A kind of hazard in words; empty for all of them."""
    return str(hazards().get(key, KindOf(key, key, key))) if key else ""
