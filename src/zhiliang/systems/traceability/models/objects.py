"""What is traced: lots, items, containers and classes under one canonical id each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Organisation, Place
from zhiliang.core.models.signed import paired, when, who


class TracedObject(models.Model):
    """An identifier that events name, in the one spelling of `methods.gs1.canonical`.

    Every alias (EPC URN, Digital Link of another domain, bracketed element string) is brought to
    `canonical` before it is looked up; an id outside GS1's system stays as it is.
    """

    canonical = models.CharField(_("标识"), max_length=500, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = _("追溯对象")
        ordering = ("canonical",)

    def __str__(self) -> str:
        return self.canonical


class Site(models.Model):
    """A location or party that events name: whose it is and where it lies.

    `organisation` and `place` are known where somebody declared them: by master data of a captured
    document, or by the firm itself on the platform. `public` is the owner's own word: its name may
    be shown to everybody who scans a code.
    """

    canonical = models.CharField(_("位置或者单位标识"), max_length=500, unique=True)
    name = models.CharField(_("名称"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("单位"),
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("地区")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级位置"),
    )
    public = models.BooleanField(_("向公众显示名称"), default=False)
    declared_at, declared_by = when(_("申报时间")), who(_("申报人"))
    sample = models.BooleanField(_("示例数据"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("追溯位置")
        ordering = ("canonical",)
        constraints = (
            paired("declared", "traceability_site_declared_paired", unless=Q(sample=True)),
        )

    def __str__(self) -> str:
        return self.name or self.canonical


class MasterAttribute(models.Model):
    """One attribute of a master-data element (EPCIS 2.0, 9.4.5 vocabulary elements).

    Who tells it first owns it: nobody renames the product of another.
    """

    vocabulary = models.CharField(_("词表"), max_length=200)
    element = models.CharField(_("元素标识"), max_length=500)
    name = models.CharField(_("属性"), max_length=300)
    value = models.CharField(_("值"), max_length=1000, blank=True)
    told_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("提供单位"),
    )

    class Meta:
        verbose_name = verbose_name_plural = _("主数据属性")
        ordering = ("element", "name")
        indexes = (models.Index(fields=("name", "value"), name="traceability_master_by_value"),)
        constraints = (
            models.UniqueConstraint(
                fields=("element", "name"), name="traceability_master_attribute_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.element} {self.name}"
