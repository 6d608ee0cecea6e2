"""Sewage plants, the outlets that report by HJ 212, and what their permits allow."""

from datetime import date
from decimal import Decimal

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Organisation, Place
from zhiliang.core.models.encrypted import EncryptedText
from zhiliang.core.models.signed import when, who
from zhiliang.systems.environment.models.bases import (
    ActiveRows,
    Named,
    Operated,
    Source,
    ends_after_it_began,
    plain,
)
from zhiliang.systems.environment.models.factors import factor_words

VERSIONS = (("2005", "HJ/T 212-2005"), ("2017", "HJ 212-2017"), ("2025", "HJ 212-2025"))
CODE = RegexValidator(r"^[0-9A-Za-z][0-9A-Za-z._-]*$", _("编号只用字母、数字和 . _ -。"))


class Kind(models.TextChoices):
    """What leaves an outlet."""

    WASTEWATER = "wastewater", _("废水")
    FLUE_GAS = "flue_gas", _("废气")


class Standstill(models.TextChoices):
    """Why readings of a stretch of time are not what the outlet discharges."""

    CALIBRATION = "calibration", _("校准")
    MAINTENANCE = "maintenance", _("维护")
    OUTAGE = "outage", _("故障")
    STOPPED = "stopped", _("停运")


class SewagePlant(Named):
    """A built urban sewage treatment plant; `capacity` in m³ a day."""

    code = models.CharField(_("编号"), max_length=30, unique=True, validators=[CODE])
    name_zh = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="+")
    capacity = models.PositiveIntegerField(_("设计规模（立方米/日）"), null=True, blank=True)
    active_from = models.DateField(_("建成日期"))
    active_to = models.DateField(_("关停日期"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=9, choices=Source, default=Source.RECORDS)

    objects = ActiveRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("污水处理厂")
        ordering = ("code",)
        constraints = (ends_after_it_began("plant"),)


class Outlet(Named, Operated):
    """Where a source discharges and a data logger reports; `mn` is the logger's own number.

    An outlet of a sewage plant is municipal, every other wastewater outlet is industrial.
    """

    code = models.CharField(_("排放口编号"), max_length=40, unique=True, validators=[CODE])
    name_zh = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="+")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("排污单位"),
        related_name="+",
    )
    plant = models.ForeignKey(
        SewagePlant,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("污水处理厂"),
        related_name="outlets",
    )
    mn = models.CharField(_("设备编号（MN）"), max_length=64, unique=True)
    password = EncryptedText(_("访问密码"), blank=True)
    version = models.CharField(
        _("传输标准版本"),
        max_length=4,
        default="2017",
        choices=VERSIONS,
    )
    active_from = models.DateField(_("联网日期"))
    active_to = models.DateField(_("停用日期"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=9, choices=Source, default=Source.RECORDS)

    objects = ActiveRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("排放口")
        ordering = ("code",)
        indexes = (models.Index(fields=("place", "kind")),)
        constraints = (
            ends_after_it_began("outlet"),
            CheckConstraint(condition=~Q(mn=""), name="environment_outlet_has_an_mn"),
            CheckConstraint(
                condition=Q(kind__in=Kind.values), name="environment_outlet_kind_known"
            ),
        )

    @property
    def industrial(self) -> bool:
        """Whether its water counts as industrial wastewater."""
        return self.kind == Kind.WASTEWATER and self.plant_id is None

    @property
    def owner_name(self) -> str:
        """Who discharges: the organisation or the plant."""
        return str(self.organisation or self.plant or "")

    def permit_on(self, day: date) -> "Permit | None":
        """The permit in force on a day; None where there is none."""
        open_ended = Q(valid_to=None) | Q(valid_to__gte=day)
        return self.permits.filter(open_ended, valid_from__lte=day).order_by("-valid_from").first()


class Permit(models.Model):
    """What an outlet may discharge from one day to another."""

    outlet = models.ForeignKey(
        Outlet, models.PROTECT, related_name="permits", verbose_name=_("排放口")
    )
    number = models.CharField(_("许可证编号"), max_length=60)
    valid_from = models.DateField(_("生效日期"))
    valid_to = models.DateField(_("失效日期"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("登记时间"))
    recorded_by = who(_("登记人"))

    class Meta:
        verbose_name = verbose_name_plural = _("排污许可")
        ordering = ("outlet", "-valid_from")
        constraints = (
            UniqueConstraint(fields=("outlet", "valid_from"), name="environment_permit_once_a_day"),
            CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="environment_permit_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return self.number


class PermitLimit(models.Model):
    """One factor's limit in a permit, in millionths of its unit; `lower` is there for pH.

    `basis` is the standard and its grade, `certainty` how sure the number is.
    """

    permit = models.ForeignKey(Permit, models.CASCADE, related_name="limits")
    factor = models.CharField(_("因子编码"), max_length=20)
    lower_e6 = models.BigIntegerField(_("下限"), null=True, blank=True)
    upper_e6 = models.BigIntegerField(
        _("上限"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    basis = models.CharField(_("依据"), max_length=200)
    certainty = models.CharField(
        _("核对情况"),
        max_length=9,
        default="unchecked",
        choices=(
            ("verified", _("已核对")),
            ("secondary", _("二手来源")),
            ("unchecked", _("待核")),
        ),
    )

    class Meta:
        verbose_name = verbose_name_plural = _("许可限值")
        ordering = ("permit", "factor")
        constraints = (
            UniqueConstraint(fields=("permit", "factor"), name="environment_limit_once_in_permit"),
            CheckConstraint(
                condition=Q(lower_e6__isnull=False) | Q(upper_e6__isnull=False),
                name="environment_limit_limits_something",
            ),
            CheckConstraint(
                condition=Q(lower_e6=None) | Q(upper_e6=None) | Q(upper_e6__gte=F("lower_e6")),
                name="environment_limit_lower_below_upper",
            ),
        )

    def __str__(self) -> str:
        return f"{self.factor} {self.words}"

    @property
    def name(self) -> str:
        """The factor's name."""
        return factor_words(self.factor)

    @property
    def upper(self) -> Decimal | None:
        """The upper limit in the factor's unit."""
        return plain(self.upper_e6)

    @property
    def lower(self) -> Decimal | None:
        """The lower limit in the factor's unit."""
        return plain(self.lower_e6)

    @property
    def words(self) -> str:
        """The limit as it is read: ≤ 40, or 6–9."""
        if self.lower is None:
            return f"≤ {self.upper:f}"
        return f"≥ {self.lower:f}" if self.upper is None else f"{self.lower:f}–{self.upper:f}"


class DeviceNote(models.Model):
    """The source's own note that the instrument was calibrated, broken or the works stood still.

    One that is filed late counts once an officer accepted it.
    """

    outlet = models.ForeignKey(
        Outlet, models.PROTECT, related_name="notes", verbose_name=_("排放口")
    )
    kind = models.CharField(_("类别"), max_length=11, choices=Standstill)
    starts_at = models.DateTimeField(_("起"))
    ends_at = models.DateTimeField(_("止"))
    reason = models.CharField(_("说明"), max_length=1000)
    filed_at = models.DateTimeField(_("填报时间"))
    filed_by = who(_("填报人"))

    accepted_at, accepted_by = when(_("认可时间")), who(_("认可人"))

    class Meta:
        verbose_name = verbose_name_plural = _("校准与停运说明")
        ordering = ("-starts_at",)
        constraints = (
            CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="environment_note_ends_after_it_began"
            ),
            CheckConstraint(condition=~Q(reason=""), name="environment_note_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.outlet.code} {self.get_kind_display()}"

    @property
    def place_id(self) -> str:
        """Where the outlet lies: whose officers may accept it."""
        return self.outlet.place_id

    @property
    def accepted(self) -> bool:
        """Whether an officer accepted it, or filed it."""
        return self.accepted_at is not None
