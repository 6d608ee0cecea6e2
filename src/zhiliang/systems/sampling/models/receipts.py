"""Delivery receipts (送达回证): which notice reached whom, when; each starts its own clock."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Document, HeldFile, Organisation
from zhiliang.core.models.signed import paired, when, who
from zhiliang.systems.sampling.models.cases import SamplingCase


class DeliveryReceipt(models.Model):
    """A notice to one party; it has reached it once `delivered_at` is set.

    A party that is not on the register (a producer elsewhere, a platform) is kept by `name` alone.
    """

    class Party(models.TextChoices):
        """In which part somebody is told (order 18, article 35)."""

        FIRM = "firm", _("被抽样单位")
        PRODUCER = "producer", _("标称生产者")
        PLATFORM = "platform", _("电子商务平台经营者")
        OFFICE = "office", _("生产者所在地市场监督管理部门")

    class Way(models.TextChoices):
        """How it was delivered."""

        ONLINE = "online", _("平台电子送达")
        DIRECT = "direct", _("直接送达")
        POST = "post", _("邮寄送达")
        LEFT = "left", _("留置送达")
        ANNOUNCED = "announced", _("公告送达")

    case = models.ForeignKey(SamplingCase, models.PROTECT, related_name="receipts")
    kind = models.CharField(_("文书"), max_length=30)
    party = models.CharField(_("受送达人类别"), max_length=8, choices=Party)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("受送达人"),
    )
    name = models.CharField(_("受送达人名称"), max_length=200)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("公文")
    )
    sent_at, sent_by = when(_("送出时间")), who(_("送出人"))
    delivered_at, delivered_by = when(_("送达时间")), who(_("签收或记录人"))
    way = models.CharField(_("送达方式"), max_length=9, choices=Way, blank=True)
    proof = models.ForeignKey(
        HeldFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("回证")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("送达回证")
        ordering = ("case", "pk")
        constraints = (
            paired("delivered", "sampling_receipt_delivered_paired"),
            UniqueConstraint(
                fields=("case", "kind", "party"),
                name="sampling_told_once_of_a_kind",
                violation_error_message=_("这份文书已送过同一受送达人。"),
            ),
            CheckConstraint(
                condition=Q(delivered_at=None) | ~Q(way=""), name="sampling_receipt_says_how"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case.number} {self.name}"

    @property
    def place_id(self) -> str:
        """Whose it is to deliver: the authority's place."""
        return self.case.authority_id
