"""Monthly city air bulletins as the province published them."""

from decimal import Decimal

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhiliang.systems.environment.models.bases import MILLION


class Bulletin(models.Model):
    """One published bulletin file; a corrected one supersedes it, and both stay."""

    period = models.CharField(
        _("期间"), max_length=7, validators=[RegexValidator(r"^\d{4}-(0[1-9]|1[0-2])$")]
    )
    digest = models.CharField(_("文件摘要"), max_length=64)
    file_name = models.CharField(_("文件名"), max_length=200)
    reference = models.CharField(_("出处"), max_length=400, blank=True)
    imported_at = models.DateTimeField(_("导入时间"))
    imported_by = models.ForeignKey(
        "core.Person", models.PROTECT, null=True, blank=True, verbose_name=_("导入人")
    )
    superseded_at = models.DateTimeField(_("被更正时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("空气质量月报")
        ordering = ("-period", "-imported_at")
        constraints = (
            models.UniqueConstraint(
                fields=("period",),
                condition=models.Q(superseded_at__isnull=True),
                name="environment_one_current_bulletin",
            ),
        )

    def __str__(self) -> str:
        return f"{self.period} {self.file_name}"


class CityAir(models.Model):
    """One city's row of a bulletin; exact decimals in millionths, published ranks beside."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="rows")
    place = models.ForeignKey("core.Place", models.PROTECT, verbose_name=_("地区"))
    line = models.PositiveIntegerField(_("行号"))
    attainment_e6 = models.BigIntegerField(_("优良天数比例"))
    pm2_5_e6 = models.BigIntegerField(_("PM2.5"), null=True)
    pm10_e6 = models.BigIntegerField(_("PM10"), null=True)
    o3_e6 = models.BigIntegerField(_("O3评价浓度"), null=True)
    composite_e6 = models.BigIntegerField(_("综合指数"), null=True)
    published_rank = models.PositiveIntegerField(_("公布的名次"), null=True)
    published_pm2_5_rank = models.PositiveIntegerField(_("公布的PM2.5名次"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("城市空气质量")
        ordering = ("bulletin", "place")
        constraints = (
            models.UniqueConstraint(
                fields=("bulletin", "place"), name="environment_city_once_in_bulletin"
            ),
            models.CheckConstraint(
                condition=models.Q(attainment_e6__gte=0, attainment_e6__lte=100_000_000),
                name="environment_attainment_is_percentage",
            ),
        )

    def __str__(self) -> str:
        return f"{self.bulletin_id} {self.place_id}"

    @property
    def attainment(self) -> Decimal:
        """Share of good-air days [%]."""
        return Decimal(self.attainment_e6) / MILLION

    @property
    def pm2_5(self) -> Decimal | None:
        """Mean PM2.5 [µg/m³]."""
        return None if self.pm2_5_e6 is None else Decimal(self.pm2_5_e6) / MILLION

    @property
    def composite(self) -> Decimal | None:
        """Air quality composite index."""
        return None if self.composite_e6 is None else Decimal(self.composite_e6) / MILLION
