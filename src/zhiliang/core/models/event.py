"""The append-only log: no foreign keys, so that it never depends on live rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One verb that happened; written by zhiliang.core.event.append and by nothing else."""

    number = models.PositiveBigIntegerField(_("序号"), primary_key=True)
    verb = models.CharField(_("动作"), max_length=80, db_index=True)
    subject = models.CharField(_("对象"), max_length=120, db_index=True)
    organisation = models.CharField(_("组织"), max_length=18, blank=True, db_index=True)
    place = models.CharField(_("地区"), max_length=6, blank=True, db_index=True)
    by = models.CharField(_("经办人（化名）"), max_length=32, blank=True, db_index=True)
    occurred_at = models.DateTimeField(_("发生时间"))
    recorded_at = models.DateTimeField(_("记录时间"))
    data = models.JSONField(_("内容"), blank=True, default=dict)
    previous_hash = models.CharField(_("前一条摘要"), max_length=64)
    hash = models.CharField(_("摘要"), max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = _("事件")
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.subject}"


class EventHead(models.Model):
    """The single row that is locked to hand out the next number."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="event_head_single"),)

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


class Delivery(models.Model):
    """An event that was handed to a handler of another system; the pair is unique."""

    event_hash = models.CharField(max_length=64)
    handler = models.CharField(max_length=120)
    delivered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("event_hash", "handler"), name="delivery_once"),
        )

    def __str__(self) -> str:
        return f"{self.event_hash[:12]} → {self.handler}"
