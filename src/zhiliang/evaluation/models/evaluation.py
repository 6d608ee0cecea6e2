"""Evaluations as they were computed: every version stays, the newest one is in force."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Evaluation(models.Model):
    """One computed evaluation of a year; `results` is the canonical results document."""

    year = models.PositiveIntegerField(_("年度"))
    version = models.PositiveIntegerField(_("版本"))
    scheme = models.CharField(_("方案"), max_length=80)
    scheme_digest = models.CharField(_("方案摘要"), max_length=64)
    manifest = models.PositiveIntegerField(_("数据湖版本"))
    engine = models.CharField(_("计算引擎"), max_length=20)
    results = models.JSONField(_("结果"))
    digest = models.CharField(_("结果摘要"), max_length=64)
    computed_at = models.DateTimeField(_("计算时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("年度评价")
        ordering = ("-year", "-version")
        constraints = (
            models.UniqueConstraint(
                fields=("year", "version"), name="evaluation_version_once_a_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}.{self.version}"


class Objection(models.Model):
    """A subject's objection to a point; the office answers it, and both stay readable."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="objections")
    subject = models.CharField(_("被评价对象"), max_length=40)
    item = models.CharField(_("项目"), max_length=120)
    ground = models.TextField(_("理由"), max_length=4000)
    state = models.CharField(_("状态"), max_length=12, default="raised")
    place = models.ForeignKey(
        "core.Place", models.PROTECT, null=True, blank=True, verbose_name=_("地区")
    )
    department = models.ForeignKey(
        "core.Department", models.PROTECT, null=True, blank=True, verbose_name=_("部门")
    )
    raised_by = models.ForeignKey(
        "core.Person", models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    raised_at = models.DateTimeField(_("提出时间"))
    answer = models.TextField(_("答复"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        "core.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("答复人"),
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("异议")
        ordering = ("-raised_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True, answered_at__isnull=True)
                | models.Q(answered_by__isnull=False, answered_at__isnull=False),
                name="objection_answered_by_and_at_together",
            ),
        )

    def __str__(self) -> str:
        return f"{self.evaluation} {self.subject} {self.item}"
