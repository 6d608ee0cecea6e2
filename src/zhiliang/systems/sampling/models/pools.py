"""The two lists of the double-random draw: firms that make or sell a class, and samplers."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Organisation, Person, Place
from zhiliang.core.models.source import Source
from zhiliang.systems.sampling.models.bases import Site, Size
from zhiliang.systems.sampling.models.classes import ProductClass


class PoolFirm(models.Model):
    """A firm that may be drawn for a class at a site (检查对象名录).

    `weight` is how often its lot is in the urn beside the others': configuration of the authority
    by credit class, never derived here. `output` weighs it in estimates, in ten thousand yuan.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("企业")
    )
    product_class = models.ForeignKey(
        ProductClass, models.PROTECT, related_name="firms", verbose_name=_("产品类别")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地区"))
    site = models.CharField(_("抽样环节"), max_length=10, choices=Site)
    size = models.CharField(_("规模"), max_length=7, choices=Size, default=Size.UNKNOWN)
    credit = models.CharField(_("信用类别"), max_length=4, blank=True)
    weight = models.PositiveIntegerField(_("抽取权重"), default=1)
    output = models.PositiveBigIntegerField(_("产值（万元）"), null=True, blank=True)
    active = models.BooleanField(_("在册"), default=True)
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    class Meta:
        verbose_name = verbose_name_plural = _("检查对象名录")
        ordering = ("product_class", "place", "organisation")
        constraints = (
            UniqueConstraint(
                fields=("organisation", "product_class", "site"), name="sampling_firm_listed_once"
            ),
            CheckConstraint(condition=Q(weight__gte=1), name="sampling_firm_can_be_drawn"),
        )

    def __str__(self) -> str:
        return f"{self.organisation} {self.product_class}"


class Sampler(models.Model):
    """Somebody who may be sent (执法检查人员、抽样人员名录); drawn and published by number."""

    number = models.CharField(_("人员编号"), max_length=20, unique=True)
    person = models.OneToOneField(
        Person, models.PROTECT, related_name="+", verbose_name=_("人员"), null=True, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("抽样机构")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地区"))
    active = models.BooleanField(_("在册"), default=True)
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    class Meta:
        verbose_name = verbose_name_plural = _("抽样人员名录")
        ordering = ("number",)

    def __str__(self) -> str:
        return self.number


class Conflict(models.Model):
    """A sampler who is not sent to a firm, and why (回避)."""

    sampler = models.ForeignKey(Sampler, models.PROTECT, related_name="conflicts")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("企业")
    )
    reason = models.CharField(_("回避理由"), max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = _("回避")
        ordering = ("sampler", "organisation")
        constraints = (
            UniqueConstraint(fields=("sampler", "organisation"), name="sampling_conflict_once"),
            CheckConstraint(condition=~Q(reason=""), name="sampling_conflict_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.sampler} – {self.organisation}"
