"""What every record of the programmes shares: a place, where it is from, its legal basis."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.flow import flows
from zhiliang.core.models import Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.methods.identity import is_valid_uscc
from zhiliang.methods.rounding import round_half_up
from zhiliang.systems.environment.models.bases import MILLION, Source, plain
from zhiliang.systems.environment.models.legal_bases import bases_on

LARGEST = 10**15

__all__ = [
    "Checked",
    "Enterprise",
    "Record",
    "Source",
    "end_of",
    "millionths",
    "percent_of",
    "plain",
]


def millionths(value: Decimal | int, field: str = "") -> int:
    """An exact quantity as an integer number of millionths; ValidationError if it is none."""
    scaled = Decimal(value) * MILLION
    if scaled != int(scaled) or not 0 <= scaled <= LARGEST * 1000:
        fault = _("须为不小于0、至多六位小数的数。")
        raise ValidationError({field: fault} if field else fault)
    return int(scaled)


class Record(models.Model):
    """A record of one place; `legal_subject` and `legal_day` say what it rests on in law."""

    place = models.ForeignKey(
        Place, models.PROTECT, verbose_name=gettext_lazy("地区"), related_name="+"
    )
    source = models.CharField(
        gettext_lazy("来源"), max_length=9, choices=Source, default=Source.RECORDS
    )

    class Meta:
        abstract = True

    @property
    def sample(self) -> bool:
        """Whether it is made up."""
        return self.source == Source.SAMPLE

    @property
    def legal_subject(self) -> str:
        """Its subject in the table of legal bases."""
        raise NotImplementedError

    @property
    def legal_day(self) -> date:
        """The day as of which its legal basis is told."""
        raise NotImplementedError

    @property
    def figure_years(self) -> tuple[int, ...]:
        """The years in which the lake counts it; none stands for all."""
        return (self.legal_day.year,)

    @property
    def legal_basis(self) -> str:
        """The acts in force on its day, one a line."""
        return "\n".join(b.words for b in bases_on(self.legal_subject, self.legal_day))


class Checked(Record):
    """A record with a life: somebody files what was done, another person decides on it."""

    state = models.CharField(gettext_lazy("办理状态"), max_length=10)
    filed_at, filed_by = when(gettext_lazy("申报时间")), who(gettext_lazy("申报人"))
    decided_at, decided_by = when(gettext_lazy("决定时间")), who(gettext_lazy("决定人"))
    finding = models.CharField(gettext_lazy("决定意见"), max_length=1000, blank=True)

    flow_key = ""

    class Meta:
        abstract = True
        constraints = (
            *(
                paired(verb, f"environment_%(class)s_{verb}_paired")
                for verb in ("filed", "decided")
            ),
            CheckConstraint(
                condition=Q(decided_by=None) | Q(filed_by=None) | ~Q(decided_by=F("filed_by")),
                name="environment_%(class)s_four_eyes",
            ),
        )

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows[self.flow_key].state_label(self.state)


class Enterprise(models.Model):
    """Which enterprise a record is about; its code leads the event into its integrity file."""

    enterprise = models.CharField(gettext_lazy("企业"), max_length=200)
    uscc = models.CharField(gettext_lazy("统一社会信用代码"), max_length=18, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a code whose check character is wrong."""
        super().clean()
        if self.uscc and not is_valid_uscc(self.uscc):
            raise ValidationError({"uscc": _("校验位不符（GB 32100—2015），请核对原件。")})


def end_of(year: int) -> date:
    """The last day of a year: the day as of which what is kept by year is told."""
    return date(year, 12, 31)


def percent_of(part: int, whole: int) -> Decimal | None:
    """A share in percent to one decimal, for lists; None over nothing."""
    return round_half_up(Fraction(100 * part, whole), 1) if whole else None
