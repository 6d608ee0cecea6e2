"""Places by GB/T 2260 code, their names and parents through time, and official sets of them."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.language import name_of
from zhiliang.core.models.validity import ends_after_start


class Place(models.Model):
    """A code that once named a place; what it was called and belonged to is in PlaceName."""

    class Level(models.TextChoices):
        COUNTRY = "country", _("国家")
        PROVINCE = "province", _("省")
        CITY = "city", _("地级市")
        DISTRICT = "district", _("县（市、区）")

    code = models.CharField(
        _("行政区划代码"),
        max_length=6,
        primary_key=True,
        validators=[RegexValidator(r"^\d{6}$", _("行政区划代码是六位数字。"))],
    )
    level = models.CharField(_("层级"), max_length=8, choices=Level.choices)

    class Meta:
        verbose_name = verbose_name_plural = _("地区")
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=Q(level__in=("country", "province", "city", "district")),
                name="place_level_known",
            ),
        )

    def __str__(self) -> str:
        names = [name for name in self.names.all() if name.superseded_at is None]
        return name_of(max(names, key=lambda name: name.valid_from)) if names else self.code


class PlaceName(models.Model):
    """What we believed from recorded_at to superseded_at about valid_from to valid_to."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="names")
    name_zh = models.CharField(_("名称"), max_length=40)
    name_zh_hant = models.CharField(_("繁体名称"), max_length=40, blank=True)
    name_en = models.CharField(_("英文名称"), max_length=80, blank=True)
    parent = models.ForeignKey(
        Place, models.PROTECT, related_name="child_names", null=True, blank=True
    )
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=400, blank=True)
    recorded_at = models.DateTimeField(_("记录时间"))
    superseded_at = models.DateTimeField(_("被更正时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("地区名称")
        ordering = ("place", "valid_from")
        constraints = (
            ends_after_start("place_name_validity"),
            UniqueConstraint(
                fields=("place", "valid_from"),
                condition=Q(superseded_at=None),
                name="place_name_one_belief",
            ),
        )

    def __str__(self) -> str:
        return self.name_zh


class PlaceSet(models.Model):
    """A named set that official figures are published for, such as the nine Delta cities."""

    key = models.SlugField(_("代号"), primary_key=True)
    name_zh = models.CharField(_("名称"), max_length=80)
    name_en = models.CharField(_("英文名称"), max_length=120, blank=True)
    note_zh = models.CharField(_("说明"), max_length=400, blank=True)
    note_en = models.CharField(_("英文说明"), max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("地区集合")
        ordering = ("key",)

    def __str__(self) -> str:
        return name_of(self)


class PlaceSetMember(models.Model):
    """A place that belonged to a set for some time."""

    set = models.ForeignKey(PlaceSet, models.CASCADE, related_name="members")
    place = models.ForeignKey(Place, models.PROTECT, related_name="memberships")
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("集合成员")
        ordering = ("set", "place", "valid_from")
        constraints = (
            ends_after_start("place_set_member_validity"),
            UniqueConstraint(fields=("set", "place", "valid_from"), name="place_set_member_once"),
        )

    def __str__(self) -> str:
        return f"{self.set_id}: {self.place_id}"
