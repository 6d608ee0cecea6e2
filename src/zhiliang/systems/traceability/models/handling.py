"""What of each lot at each firm is known: the ground of the completeness score."""

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Organisation, Place
from zhiliang.core.models.source import Source
from zhiliang.systems.traceability.models.objects import TracedObject


class Handling(models.Model):
    """A lot that a firm told of: whether its source and its destination are on record.

    Worked out from the events (`tracing.completeness`) and replaced when they change; `first_on` is
    the day of the firm's first event about the lot, by which it is counted.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("单位")
    )
    lot = models.ForeignKey(TracedObject, models.PROTECT, related_name="+", verbose_name=_("批次"))
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地区"))
    first_on = models.DateField(_("首次经手日期"))
    source_known = models.BooleanField(_("来源已知"))
    destination_known = models.BooleanField(_("去向已知或在库"))
    late = models.BooleanField(_("有迟报"))
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    class Meta:
        verbose_name = verbose_name_plural = _("经手批次")
        ordering = ("organisation", "first_on", "pk")
        indexes = (models.Index(fields=("first_on",), name="traceability_handled_on"),)
        constraints = (
            UniqueConstraint(fields=("organisation", "lot"), name="traceability_handled_once"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.lot_id}"
