"""Information passed on to a place or a department, and its receipt."""

from datetime import datetime

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Department, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.models.source import Source
from zhiliang.systems.risk.models.alarms import Signal
from zhiliang.systems.risk.models.incidents import Incident
from zhiliang.systems.risk.models.warnings import PublicWarning


class Information(models.Model):
    """One recipient's copy: exactly one subject, exactly one recipient, a time to acknowledge it.

    `sender` is whose place sent it: it sees who has not acknowledged.
    """

    warning = models.ForeignKey(
        PublicWarning, models.PROTECT, null=True, blank=True, related_name="informations"
    )
    incident = models.ForeignKey(
        Incident, models.PROTECT, null=True, blank=True, related_name="informations"
    )
    signal = models.ForeignKey(
        Signal, models.PROTECT, null=True, blank=True, related_name="informations"
    )
    sender = models.ForeignKey(
        Place, models.PROTECT, related_name="+", verbose_name=_("通报单位所在地")
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("收文地区")
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("收文部门"),
    )
    text = models.TextField(_("通报内容"), max_length=4000)
    sent_at, sent_by = models.DateTimeField(_("通报时间")), who(_("通报人"))
    due_at = models.DateTimeField(_("签收时限"))
    acknowledged_at, acknowledged_by = when(_("签收时间")), who(_("签收人"))
    answer = models.CharField(_("签收意见"), max_length=1000, blank=True)
    in_time = models.BooleanField(_("按时签收"), null=True, blank=True)
    overdue_at = when(_("发现逾期时间"))
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    class Meta:
        verbose_name = verbose_name_plural = _("信息通报")
        ordering = ("-sent_at", "-pk")
        indexes = (models.Index(fields=("acknowledged_at", "due_at")),)
        constraints = (
            paired("acknowledged", "risk_information_acknowledged_paired"),
            CheckConstraint(
                condition=Q(place__isnull=False, department=None)
                | Q(place=None, department__isnull=False),
                name="risk_one_recipient",
            ),
            CheckConstraint(
                condition=Q(warning__isnull=False, incident=None, signal=None)
                | Q(warning=None, incident__isnull=False, signal=None)
                | Q(warning=None, incident=None, signal__isnull=False),
                name="risk_informed_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} → {self.recipient}"

    @property
    def sample(self) -> bool:
        """Whether it is made up."""
        return self.source == Source.SAMPLE

    @property
    def subject(self) -> PublicWarning | Incident | Signal:
        """What it is about."""
        found = self.warning or self.incident or self.signal
        assert found is not None
        return found

    @property
    def recipient(self) -> Place | Department:
        """Who must acknowledge it."""
        found = self.place or self.department
        assert found is not None
        return found

    def late(self, now: datetime) -> bool:
        """Whether it was not, or is not, acknowledged in time."""
        return (self.acknowledged_at or now) > self.due_at
