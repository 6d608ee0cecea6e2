"""Legal time limits as dated rows, and the days on which offices work."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models.validity import ends_after_start


class DeadlineRule(models.Model):
    """A time limit of one article while it was in force.

    `key` names the purpose and stays the same when another law takes over; `rule_id` names this
    wording. `number` is empty where the law gives no plain number: such a row is only quoted.
    """

    class Unit(models.TextChoices):
        HOUR = "hour", _("小时")
        CALENDAR_DAY = "calendar_day", _("自然日")
        WORKING_DAY = "working_day", _("工作日")
        MONTH = "month", _("月")
        YEAR = "year", _("年")

    class Roll(models.TextChoices):
        NONE = "none", _("不顺延")
        HOLIDAY = "holiday", _("末日为法定节假日的顺延")
        NONWORKING = "nonworking", _("末日为休息日或节假日的顺延")

    rule_id = models.CharField(_("编号"), max_length=40, primary_key=True)
    key = models.CharField(_("用途"), max_length=80, db_index=True)
    law = models.CharField(_("依据"), max_length=120)
    article = models.CharField(_("条款"), max_length=40, blank=True)
    valid_from = models.DateField(_("施行"), null=True, blank=True)
    valid_to = models.DateField(_("失效"), null=True, blank=True)
    subject = models.CharField(_("事项"), max_length=120)
    trigger = models.CharField(_("起算"), max_length=120, blank=True)
    number = models.PositiveSmallIntegerField(_("期限"), null=True, blank=True)
    unit = models.CharField(_("单位"), max_length=12, choices=Unit.choices, blank=True)
    earliest = models.PositiveSmallIntegerField(_("不早于"), null=True, blank=True)
    extension = models.PositiveSmallIntegerField(_("可延长"), default=0)
    extension_unit = models.CharField(
        _("延长单位"), max_length=12, choices=Unit.choices, blank=True
    )
    extension_note = models.CharField(_("延长条件"), max_length=200, blank=True)
    roll = models.CharField(
        _("末日规则"), max_length=10, choices=Roll.choices, default=Roll.HOLIDAY
    )
    note = models.CharField(_("说明"), max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("法定时限")
        ordering = ("key", "valid_from")
        constraints = (ends_after_start("deadline_rule_validity"),)

    def __str__(self) -> str:
        return f"{self.rule_id} {self.subject}"


class CalendarDay(models.Model):
    """A day that a State Council notice made different from what its weekday says."""

    day = models.DateField(_("日期"), primary_key=True)
    working = models.BooleanField(_("上班"))
    name_zh = models.CharField(_("名称"), max_length=40, blank=True)
    name_en = models.CharField(_("英文名称"), max_length=80, blank=True)
    source = models.CharField(_("来源"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("节假日安排")
        ordering = ("day",)

    def __str__(self) -> str:
        return self.day.isoformat()
