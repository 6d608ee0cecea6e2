"""Surface-water sections, drinking-water sources and sewage: their months, and plants by year."""

from decimal import Decimal

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Person, Place
from zhiliang.systems.environment.models.bases import (
    ActiveRows,
    Named,
    Source,
    Verdict,
    VersionedRows,
    ends_after_it_began,
    one_current,
)
from zhiliang.systems.environment.models.outlets import CODE, SewagePlant

CLASSES = ((1, "Ⅰ"), (2, "Ⅱ"), (3, "Ⅲ"), (4, "Ⅳ"), (5, "Ⅴ"), (6, _("劣Ⅴ")))


class Water(models.TextChoices):
    """Which limits of total phosphorus and nitrogen apply."""

    RIVER = "river", _("河流")
    LAKE = "lake", _("湖库")


class Section(Named):
    """A section of surface water with the class it should reach."""

    code = models.CharField(_("断面编号"), max_length=30, unique=True, validators=[CODE])
    name_zh = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    water_body = models.CharField(_("水体"), max_length=100)
    kind = models.CharField(_("类别"), max_length=5, choices=Water, default=Water.RIVER)
    target = models.PositiveSmallIntegerField(_("水质目标"), choices=CLASSES, null=True, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="+")
    active_from = models.DateField(_("启用日期"))
    active_to = models.DateField(_("停用日期"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=9, choices=Source, default=Source.RECORDS)

    objects = ActiveRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("地表水断面")
        ordering = ("code",)
        constraints = (ends_after_it_began("section"),)


class MonthVerdict(Verdict):
    """A month, kept as its first day; `reference` and `line` lead to the file it came from."""

    # where the thing lay in the month, as the lake counts it
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="+")
    first_day = models.DateField(_("月份"))
    line = models.PositiveIntegerField(_("行号"), default=0)
    reference = models.CharField(_("出处"), max_length=200, blank=True)

    objects = VersionedRows.as_manager()

    class Meta:
        abstract = True

    @property
    def month(self) -> str:
        """The month as a period key."""
        return f"{self.first_day:%Y-%m}"


class SectionMonth(MonthVerdict):
    """A section's month by the single worst factor; `values` are the exact texts as measured."""

    section = models.ForeignKey(
        Section, models.PROTECT, related_name="months", verbose_name=_("地表水断面")
    )
    values = models.JSONField(_("监测值"), default=dict)
    water_class = models.PositiveSmallIntegerField(_("水质类别"), choices=CLASSES, null=True)
    determining = models.CharField(_("定类因子"), max_length=200, blank=True)
    # counted by the lake
    good = models.PositiveSmallIntegerField(_("优良（Ⅰ—Ⅲ类）"), null=True)
    on_target = models.PositiveSmallIntegerField(_("达到水质目标"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("断面月评价")
        ordering = ("-first_day", "section")
        constraints = (one_current("one_current_section_month", "section", "first_day"),)

    def __str__(self) -> str:
        return f"{self.section.code} {self.month}"


class DrinkingSource(Named):
    """A centralised drinking-water source."""

    code = models.CharField(_("水源编号"), max_length=30, unique=True, validators=[CODE])
    name_zh = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    kind = models.CharField(_("类别"), max_length=5, choices=Water, default=Water.RIVER)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="+")
    active_from = models.DateField(_("启用日期"))
    active_to = models.DateField(_("停用日期"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=9, choices=Source, default=Source.RECORDS)

    objects = ActiveRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("饮用水水源")
        ordering = ("code",)
        constraints = (ends_after_it_began("drinking_source"),)


class DrinkingMonth(MonthVerdict):
    """A source's month: water drawn [m³], and how much of it in months whose test complied.

    None where a detection limit above the limit leaves it open: then it counts on neither side.
    """

    water_source = models.ForeignKey(
        DrinkingSource, models.PROTECT, related_name="months", verbose_name=_("饮用水水源")
    )
    values = models.JSONField(_("监测值"), default=dict)
    quantity = models.PositiveBigIntegerField(_("取水量（立方米）"))
    compliant_quantity = models.PositiveBigIntegerField(_("达标取水量（立方米）"), null=True)
    over = models.CharField(_("超标因子"), max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("水源月评价")
        ordering = ("-first_day", "water_source")
        constraints = (
            one_current("one_current_drinking_month", "water_source", "first_day"),
            CheckConstraint(
                condition=Q(compliant_quantity=0) | Q(compliant_quantity=F("quantity")),
                name="environment_drinking_month_complies_or_not",
            ),
        )

    def __str__(self) -> str:
        return f"{self.water_source.code} {self.month}"

    @property
    def compliant(self) -> bool:
        """Whether the month's test complied."""
        return self.compliant_quantity == self.quantity and not self.over


class SewageMonth(MonthVerdict):
    """A place's urban sewage of a month [m³]: what arose, and what plants treated.

    `measured` is what the plants' own outlets reported online, shown beside and judging nothing.
    """

    generated = models.PositiveBigIntegerField(_("污水产生量（立方米）"))
    treated = models.PositiveBigIntegerField(_("污水处理量（立方米）"))
    measured = models.PositiveBigIntegerField(_("在线监测排水量（立方米）"), null=True)
    filed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("填报人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("城镇污水月报")
        ordering = ("-first_day", "place")
        constraints = (
            one_current("one_current_sewage_month", "place", "first_day"),
            CheckConstraint(
                condition=Q(treated__lte=F("generated")),
                name="environment_no_more_sewage_treated_than_arose",
            ),
        )

    def __str__(self) -> str:
        return f"{self.place_id} {self.month}"

    @property
    def rate(self) -> Decimal | None:
        """Share of the sewage that was treated [%]."""
        if not self.generated:
            return None
        return (Decimal(self.treated * 100) / self.generated).quantize(Decimal("0.1"))


class PlantYear(Verdict):
    """Whether a plant that stood at the end of a year was monitored online in it."""

    plant = models.ForeignKey(
        SewagePlant, models.PROTECT, related_name="years", verbose_name=_("污水处理厂")
    )
    # where it stood, as the lake counts it
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="+")
    last_day = models.DateField(_("年度"))
    # counted by the lake
    built = models.PositiveSmallIntegerField(_("已建成"), default=1)
    online = models.PositiveSmallIntegerField(_("在线监测"))
    days = models.PositiveSmallIntegerField(_("有监测数据的天数"), default=0)

    objects = VersionedRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("污水处理厂年度状况")
        ordering = ("-last_day", "plant")
        constraints = (
            one_current("one_current_plant_year", "plant", "last_day"),
            CheckConstraint(
                condition=Q(built=1, online__lte=1), name="environment_plant_year_counts_one"
            ),
        )

    def __str__(self) -> str:
        return f"{self.plant.code} {self.last_day.year}"
