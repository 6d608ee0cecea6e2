"""Figures as cities and departments return them, every version kept, and the files they came in."""

from decimal import Decimal
from fractions import Fraction

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import flows
from zhiliang.core.language import name_of, pick
from zhiliang.core.models import Department, HeldFile, Person, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.period import Period
from zhiliang.indicators.registry import definitions
from zhiliang.methods.rounding import round_half_up

SCALE = 1_000_000
OPEN_STATES = ("draft", "submitted", "verified", "returned")


class Batch(models.Model):
    """A file that was imported; `imprint` also covers how it was read, so a file counts once."""

    imprint = models.CharField(_("导入摘要"), max_length=64, unique=True)
    digest = models.CharField(_("文件摘要"), max_length=64, db_index=True)
    name = models.CharField(_("文件名"), max_length=200)
    rows = models.PositiveIntegerField(_("行数"))
    imported_at = models.DateTimeField(_("导入时间"))
    imported_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("导入人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("填报文件")
        ordering = ("-imported_at",)

    def __str__(self) -> str:
        return self.name


class Status(models.TextChoices):
    """What kind of value a figure has, or why it has none."""

    OK = "ok", _("正常")
    REDEFINED = "redefined", _("口径已变")
    DISCONTINUED = "discontinued", _("已停止统计")
    NOT_COLLECTED = "not_collected", _("未采集")
    SUPPRESSED = "suppressed", _("不予公布")


class Source(models.TextChoices):
    """Where a figure comes from; what records give is computed and never typed in."""

    RETURNS = "returns", _("填报")
    PUBLISHED = "published", _("公布")
    SAMPLE = "sample", _("示例")


def _by_the_platform(verb: str) -> Q:
    """What the platform took in from a file has a time and nobody."""
    return Q(**{f"{verb}_at__isnull": False}, batch__isnull=False)


class Figure(models.Model):
    """One version of one figure: an indicator for a place and period from one source.

    A correction is a new version that `corrects` the old one; the old one stays as it was.
    """

    indicator = models.CharField(_("指标"), max_length=80)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"))
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, verbose_name=_("填报部门")
    )
    period = models.CharField(_("期间"), max_length=9)
    source = models.CharField(_("来源"), max_length=9, choices=Source, default=Source.RETURNS)
    status = models.CharField(_("状况"), max_length=13, choices=Status, default=Status.OK)
    value_e6 = models.BigIntegerField(_("数值（百万分之一）"), null=True, blank=True)
    numerator = models.BigIntegerField(_("分子"), null=True, blank=True)
    denominator = models.BigIntegerField(_("分母"), null=True, blank=True)
    reference = models.CharField(_("出处"), max_length=600, blank=True)
    note = models.CharField(_("备注"), max_length=600, blank=True)
    evidence = models.ManyToManyField(HeldFile, blank=True, related_name="+")
    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, blank=True, related_name="figures", verbose_name=_("文件")
    )
    line = models.PositiveIntegerField(_("行号"), null=True, blank=True)

    state = models.CharField(_("办理状态"), max_length=10)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.CharField(_("更正理由"), max_length=400, blank=True)
    sent_back_reason = models.CharField(_("退回理由"), max_length=400, blank=True)
    entered_at, entered_by = when(_("录入时间")), who(_("录入人"))
    submitted_at, submitted_by = when(_("提交时间")), who(_("提交人"))
    verified_at, verified_by = when(_("核实时间")), who(_("核实人"))
    accepted_at, accepted_by = when(_("核准时间")), who(_("核准人"))
    sent_back_at, sent_back_by = when(_("退回时间")), who(_("退回人"))
    superseded_at = when(_("被更正时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("填报数")
        ordering = ("-pk",)
        indexes = (models.Index(fields=("period", "indicator", "place")),)
        constraints = (
            UniqueConstraint(
                fields=("indicator", "place", "period", "source"),
                condition=Q(state="accepted"),
                name="returns_one_current_figure",
            ),
            UniqueConstraint(
                fields=("indicator", "place", "period", "source"),
                condition=Q(state__in=OPEN_STATES),
                name="returns_one_open_figure",
            ),
            *(
                paired(verb, f"returns_{verb}_paired", unless=_by_the_platform(verb))
                for verb in ("entered", "submitted", "verified", "accepted", "sent_back")
            ),
            CheckConstraint(
                condition=Q(status__in=("discontinued", "not_collected", "suppressed"))
                | Q(value_e6__isnull=False)
                | Q(numerator__isnull=False, denominator__isnull=False),
                name="returns_value_or_why_not",
            ),
            CheckConstraint(
                condition=~Q(status__in=("not_collected", "suppressed"))
                | Q(value_e6=None, numerator=None, denominator=None),
                name="returns_no_value_where_there_is_none",
            ),
            CheckConstraint(
                condition=Q(denominator=None) | Q(denominator__gt=0),
                name="returns_denominator_positive",
            ),
            CheckConstraint(
                condition=Q(source__in=Source.values, status__in=Status.values),
                name="returns_source_and_status_known",
            ),
            CheckConstraint(
                condition=Q(verified_by=None)
                | ~Q(verified_by=F("submitted_by")) & ~Q(verified_by=F("entered_by")),
                name="returns_four_eyes",
            ),
            CheckConstraint(
                condition=~Q(state="verified") | Q(verified_at__isnull=False),
                name="returns_verified_by_somebody",
            ),
            CheckConstraint(
                condition=~Q(state__in=("accepted", "superseded"))
                | Q(accepted_at__isnull=False)
                & (Q(verified_at__isnull=False) | Q(batch__isnull=False)),
                name="returns_accepted_after_verification",
            ),
            CheckConstraint(
                condition=Q(state="superseded", superseded_at__isnull=False)
                | ~Q(state="superseded") & Q(superseded_at=None),
                name="returns_superseded_at_a_time",
            ),
            CheckConstraint(
                condition=Q(corrects=None) | ~Q(reason=""), name="returns_correction_has_reason"
            ),
        )

    def __str__(self) -> str:
        period = Period.parse(self.period)
        when = pick(period.label_zh, period.label_en)
        return f"{self.indicator_name} · {self.place} · {when}"

    @property
    def exact(self) -> Fraction | None:
        """The exact value: the quotient where both parts are known."""
        if self.numerator is not None and self.denominator:
            definition = definitions().get(self.indicator)
            return Fraction(
                self.numerator * (definition.factor if definition else 1), self.denominator
            )
        return None if self.value_e6 is None else Fraction(self.value_e6, SCALE)

    @property
    def value(self) -> Decimal | None:
        """The value as it was stated; None where only the parts were."""
        if self.value_e6 is None:
            return None
        stated = Decimal(self.value_e6) / SCALE
        return stated.quantize(Decimal(1)) if stated == stated.to_integral_value() else stated

    @property
    def shown(self) -> Decimal | None:
        """The stated value, else the quotient at the indicator's decimals."""
        if self.value is not None or self.exact is None:
            return self.value
        definition = definitions().get(self.indicator)
        return round_half_up(self.exact, definition.places if definition else 1)

    @property
    def indicator_name(self) -> str:
        """The indicator's name in the reader's language; its key if nobody declares it."""
        definition = definitions().get(self.indicator)
        return name_of(definition) if definition else self.indicator

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["returns"].state_label(self.state)

    @property
    def versions(self) -> "models.QuerySet[Figure]":
        """Every version of this figure that was ever in force, newest first."""
        same = {name: getattr(self, name) for name in ("indicator", "place_id", "period", "source")}
        found = Figure.objects.filter(**same, state__in=("accepted", "superseded"))
        return found.select_related("entered_by").order_by("-accepted_at", "-pk")

    @property
    def unit(self) -> str:
        """The indicator's unit."""
        definition = definitions().get(self.indicator)
        return definition.unit if definition else ""


class Mapping(models.Model):
    """An officer's own table layout: {header in their file: our column}, made once, used again."""

    owner = models.ForeignKey(Person, models.PROTECT, related_name="returns_mappings")
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, verbose_name=_("本地区通用")
    )
    name = models.CharField(_("名称"), max_length=80)
    columns = models.JSONField(_("列名对应"))
    saved_at = models.DateTimeField(_("保存时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("列名对应")
        ordering = ("name",)
        constraints = (
            UniqueConstraint(fields=("owner", "name"), name="returns_mapping_once"),
            CheckConstraint(condition=~Q(name=""), name="returns_mapping_named"),
        )

    def __str__(self) -> str:
        return self.name
