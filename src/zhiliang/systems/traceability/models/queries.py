"""Named queries and their subscriptions (EPCIS 2.0, 12.7 and 8.2.5)."""

import uuid

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Organisation
from zhiliang.core.models.encrypted import EncryptedText


class NamedQuery(models.Model):
    """A query under a name, answered within what its owner may see."""

    name = models.CharField(_("名称"), max_length=200, unique=True)
    query = models.JSONField(_("条件"), blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("单位")
    )
    created_at = models.DateTimeField(_("建立时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("命名查询")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Subscription(models.Model):
    """Where the results of a query are sent, as they come (`stream`) or on a schedule.

    `watermark` is the number of the last event that the subscriber has confirmed: it moves only
    when the subscriber answered 2xx, so nothing is lost. `served_until` keeps others from serving
    it at the same time; only what was received just before a crash comes twice.
    """

    key = models.UUIDField(_("编号"), unique=True, default=uuid.uuid4, editable=False)
    query = models.ForeignKey(NamedQuery, models.CASCADE, related_name="subscriptions")
    dest = models.URLField(_("接收地址"), max_length=1000)
    signature_token = EncryptedText(_("签名密钥"), blank=True)
    stream = models.BooleanField(_("随到随发"), default=False)
    schedule = models.JSONField(_("时间表"), null=True, blank=True)
    report_if_empty = models.BooleanField(_("没有结果也发"), default=False)
    epc_format = models.CharField(_("标识格式"), max_length=30)
    created_at = models.DateTimeField(_("建立时间"))
    initial_record_time = models.DateTimeField(_("自记录时间"), null=True, blank=True)
    served_until = models.DateTimeField(_("发送占用至"), null=True, blank=True)
    watermark = models.PositiveBigIntegerField(_("已确认到的事件"), default=0)
    last_run_at = models.DateTimeField(_("上次执行"), null=True, blank=True)
    last_success_at = models.DateTimeField(_("上次送达"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("连续失败"), default=0)
    last_failure = models.CharField(_("失败原因"), max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("订阅")
        ordering = ("pk",)
        constraints = (
            CheckConstraint(
                condition=Q(stream=True, schedule=None) | Q(stream=False, schedule__isnull=False),
                name="traceability_stream_or_schedule",
            ),
        )

    def __str__(self) -> str:
        return str(self.key)

    @property
    def organisation_id(self) -> int:
        """Whose it is: the owner of the query."""
        return self.query.organisation_id


class RevokedToken(models.Model):
    """A page token that its reader gave back before it ran out."""

    digest = models.CharField(_("摘要"), max_length=64, unique=True)
    revoked_at = models.DateTimeField(_("停用时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("已停用的翻页标记")

    def __str__(self) -> str:
        return self.digest
