"""The scope of a recall: a frozen snapshot of what is affected and who holds it."""

import json
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models.signed import paired, when, who
from zhiliang.methods.canonical import digest
from zhiliang.systems.recalls.models.recalls import Recall

BY_HAND = "by hand"


class RecalledGood(models.Model):
    """A lot or item of a scope that binds, so that one scan finds the recall of it."""

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="goods")
    canonical = models.CharField(_("标识"), max_length=500)

    class Meta:
        verbose_name = verbose_name_plural = _("召回范围内的货品")
        ordering = ("recall", "canonical")
        indexes = (models.Index(fields=("canonical",), name="recalls_good"),)
        constraints = (
            UniqueConstraint(fields=("recall", "canonical"), name="recalls_good_named_once"),
        )

    def __str__(self) -> str:
        return self.canonical


class Scope(models.Model):
    """What a trace answered as of a moment, or batches entered by hand; its content never changes.

    `content` is canonical JSON (roots, lots, holders, unknowns …) under `digest`. It binds once it
    is adopted; until then it is an alert: a trace that found more than is recalled.
    """

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="scopes")
    version = models.PositiveSmallIntegerField(_("版次"))
    as_of = models.DateTimeField(_("截至"))
    algorithm = models.CharField(_("算法版本"), max_length=60)
    trace_digest = models.CharField(_("追溯结果摘要"), max_length=80, blank=True)
    content = models.TextField(_("内容"))
    digest = models.CharField(_("摘要"), max_length=64)
    lot_count = models.PositiveIntegerField(_("批次数"))
    holder_count = models.PositiveIntegerField(_("持有者数"))
    unknown_count = models.PositiveIntegerField(_("不明事项"))
    taken_at = models.DateTimeField(_("冻结时间"))
    taken_by = who(_("冻结人"))
    adopted_at, adopted_by = when(_("采用时间")), who(_("采用人"))
    dismissed_at, dismissed_by = when(_("不采用时间")), who(_("不采用决定人"))
    dismissed_reason = models.CharField(_("不采用理由"), max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("召回范围")
        ordering = ("recall", "-version")
        constraints = (
            UniqueConstraint(fields=("recall", "version"), name="recalls_scope_versions"),
            paired("adopted", "recalls_scope_adopted_paired"),
            paired("dismissed", "recalls_scope_dismissed_paired"),
            CheckConstraint(
                condition=Q(adopted_at=None) | Q(dismissed_at=None),
                name="recalls_scope_adopted_or_dismissed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.recall.number} · {self.version}"

    @cached_property
    def told(self) -> dict[str, Any]:
        """The content as data."""
        found: dict[str, Any] = json.loads(self.content)
        return found

    @property
    def by_hand(self) -> bool:
        """Whether it was entered without trace data."""
        return self.algorithm == BY_HAND

    @property
    def pending(self) -> bool:
        """Whether it waits for somebody to adopt it or not."""
        return self.adopted_at is None and self.dismissed_at is None

    @property
    def intact(self) -> bool:
        """Whether the content is still what its digest says."""
        return digest(self.told) == self.digest
