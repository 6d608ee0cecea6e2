"""Post-processing (后处理) of a nonconforming product, from the order to correct to its end."""

from datetime import date

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import flows
from zhiliang.core.models import HeldFile, Organisation, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.models.source import Source
from zhiliang.systems.sampling.models.cases import SamplingCase
from zhiliang.systems.sampling.models.regimes import Regime


class Rectification(models.Model):
    """What one firm owes for one nonconforming sample (order 18, articles 45 to 49).

    `correct_by` is the last day of correction, `inspect_by` that of the follow-up inspection; after
    an announcement the second one lies in `window_from` to `window_to`.
    """

    case = models.OneToOneField(SamplingCase, models.PROTECT, related_name="rectification")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("责任单位")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地区"))
    state = models.CharField(_("办理状态"), max_length=12)
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)
    ordered_on = models.DateField(_("责令改正日期"))
    correct_by = models.DateField(_("改正期限"))
    inspect_by = models.DateField(_("复查期限"))
    window_from = models.DateField(_("公告后复查不早于"), null=True, blank=True)
    window_to = models.DateField(_("公告后复查不晚于"), null=True, blank=True)
    suspended_until = models.DateField(_("整顿期限"), null=True, blank=True)
    measures = models.TextField(_("改正措施"), max_length=4000, blank=True)
    evidence = models.ManyToManyField(HeldFile, blank=True, related_name="+")
    ordered_at, ordered_by = when(_("责令时间")), who(_("责令人"))
    corrected_at, corrected_by = when(_("报告改正时间")), who(_("报告人"))
    inspected_at, inspected_by = when(_("复查时间")), who(_("复查人"))
    announced_at, announced_by = when(_("公告时间")), who(_("公告人"))
    reinspected_at, reinspected_by = when(_("公告后复查时间")), who(_("公告后复查人"))
    suspended_at, suspended_by = when(_("责令停业时间")), who(_("责令人"))
    closed_at, closed_by = when(_("了结时间")), who(_("了结人"))
    note = models.CharField(_("办理意见"), max_length=2000, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("后处理")
        ordering = ("-pk",)
        indexes = (models.Index(fields=("state", "inspect_by")),)
        constraints = (
            *(
                paired(verb, f"sampling_rectification_{verb}_paired")
                for verb in (
                    "corrected",
                    "inspected",
                    "announced",
                    "reinspected",
                    "suspended",
                    "closed",
                )
            ),
            CheckConstraint(
                condition=Q(correct_by__gte=models.F("ordered_on")),
                name="sampling_rectification_has_time_to_correct",
            ),
            CheckConstraint(
                condition=Q(announced_at=None)
                | Q(window_from__isnull=False, window_to__isnull=False),
                name="sampling_rectification_announced_with_a_window",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case.number} {self.organisation}"

    @property
    def regime(self) -> Regime:
        """The rules it follows."""
        return self.case.regime

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["sampling.rectification"].state_label(self.state)

    @property
    def next_due(self) -> date | None:
        """The last day of what is to be done next; None where nothing is."""
        due = {
            "ordered": self.correct_by,
            "corrected": self.inspect_by,
            "announced": self.window_to,
            "suspended": self.suspended_until,
        }
        return due.get(self.state)
