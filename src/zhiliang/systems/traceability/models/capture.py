"""Capture jobs: what a firm's system sent, what became of it; and the keys of such systems."""

import uuid
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Organisation
from zhiliang.core.models.signed import who


class InterfaceKey(models.Model):
    """A secret by which a firm's own system speaks to the interface; only its digest is kept."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("单位")
    )
    label = models.CharField(_("用途"), max_length=100)
    digest = models.CharField(_("密钥摘要"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("生成时间"))
    made_by = who(_("生成人"))
    revoked_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("接口密钥")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.label


class CaptureJob(models.Model):
    """One document or table that was sent (EPCIS 2.0, 12.6.1).

    `success` is false once an event was refused; under `rollback` nothing of it is kept then.
    `document` is what was sent, where it was just read and not from the database.
    """

    document: dict[str, Any] | None = None

    class Behaviour(models.TextChoices):
        ROLLBACK = "rollback", _("有错全部不收")
        PROCEED = "proceed", _("收下无错的")

    key = models.UUIDField(_("编号"), unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("报送单位")
    )
    sent_by = who(_("报送人"))
    created_at = models.DateTimeField(_("收到时间"))
    finished_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    running = models.BooleanField(_("处理中"), default=True)
    success = models.BooleanField(_("没有错误"), default=True)
    behaviour = models.CharField(_("有错时"), max_length=8, choices=Behaviour)
    document_digest = models.CharField(_("文件摘要"), max_length=64)
    waiting = models.TextField(_("待处理内容"), blank=True)
    received = models.PositiveIntegerField(_("收到事件"), default=0)
    stored = models.PositiveIntegerField(_("新存事件"), default=0)
    known = models.PositiveIntegerField(_("已有事件"), default=0)
    errors = models.JSONField(_("错误"), default=list, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("报送批次")
        ordering = ("-pk",)
        constraints = (
            CheckConstraint(
                condition=Q(running=True) | ~Q(finished_at=None), name="traceability_job_finished"
            ),
        )

    def __str__(self) -> str:
        return str(self.key)
