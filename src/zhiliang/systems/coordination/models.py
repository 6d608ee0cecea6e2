"""Tasks that are followed up, what was reported on them, and when somebody was told it is late."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Case, CheckConstraint, F, Q, UniqueConstraint, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from zhiliang.core.flow import Party, flows
from zhiliang.core.language import name_of
from zhiliang.core.models import Department, Document, HeldFile, Person, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.models.source import Source
from zhiliang.systems.coordination.flow import LIVE, TERMS, WITH_CARRIER

PROVINCE = "440000"


class Kind(models.TextChoices):
    """Why a task is there."""

    RECTIFICATION = "rectification", _("整改")
    VERIFICATION = "verification", _("实地核查")
    ASSIGNED = "assigned", _("交办")


class DueBasis(models.TextChoices):
    """Where a due date comes from; no statute sets one."""

    ORDERED = "ordered", _("办公室指定")
    CONFIGURED = "configured", _("示例配置的天数")
    NONE = "none", _("未定期限")


class Standing(models.TextChoices):
    """How a task stands against its due date."""

    OVERDUE = "overdue", _("已逾期")
    SOON = "soon", _("即将到期")
    LATER = "later", _("未到期")
    OPEN = "open", _("未定期限")
    WAITING = "waiting", _("已提交待核定")
    ENDED = "ended", _("已了结")


WANTED = {
    Kind.RECTIFICATION: _("整改措施、整改前后的对照，以及能证明效果的检测报告、文件或照片"),
    Kind.VERIFICATION: _("核查记录、核对过的原始凭证，以及核查结论"),
    Kind.ASSIGNED: _("完成情况说明和有关文件"),
}


class TaskRows(models.QuerySet["Task"]):
    """Tasks, one of them held, or all with what depends on the day they are looked at."""

    def held(self, task: "Task") -> "Task":
        """The row as it is now, held until the end of the transaction."""
        return self.select_for_update().get(pk=task.pk)

    def timed(self, today: date) -> Self:
        """Each with its `standing` on a day."""
        soon = today + timedelta(days=TERMS.soon_days)
        return self.annotate(
            standing=Case(
                When(state="submitted", then=Value(Standing.WAITING.value)),
                When(~Q(state__in=LIVE), then=Value(Standing.ENDED.value)),
                When(due_on=None, then=Value(Standing.OPEN.value)),
                When(due_on__lt=today, then=Value(Standing.OVERDUE.value)),
                When(due_on__lte=soon, then=Value(Standing.SOON.value)),
                default=Value(Standing.LATER.value),
                output_field=models.CharField(),
            )
        )


class Task(models.Model):
    """Something that a city or a department owes the office: what was found, until when.

    `origin` names what it comes from in the log, `item` the item of that; `origin_event` is the
    number of the event that ordered it, empty where the office did so itself.
    """

    number = models.CharField(_("任务编号"), max_length=12, unique=True)
    kind = models.CharField(_("类别"), max_length=13, choices=Kind)
    year = models.PositiveIntegerField(_("年度"))
    title_zh = models.CharField(_("任务"), max_length=200)
    title_en = models.CharField(_("任务（英文）"), max_length=300, blank=True)
    finding_zh = models.TextField(_("发现的问题"), max_length=4000)
    finding_en = models.TextField(_("发现的问题（英文）"), max_length=6000, blank=True)
    wanted = models.TextField(_("要提交的证明材料"), max_length=2000, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, verbose_name=_("地区"), related_name="+"
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("牵头部门"),
        related_name="+",
    )
    supporting = models.ManyToManyField(
        Department, blank=True, verbose_name=_("配合部门"), related_name="+"
    )
    origin = models.CharField(_("来由"), max_length=120, blank=True)
    item = models.CharField(_("项目"), max_length=120, blank=True)
    origin_event = models.PositiveBigIntegerField(_("来由事件"), null=True, blank=True, unique=True)
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)
    due_on = models.DateField(_("到期日"), null=True, blank=True)
    due_basis = models.CharField(_("期限依据"), max_length=10, choices=DueBasis)

    state = models.CharField(_("办理状态"), max_length=9)
    level = models.PositiveSmallIntegerField(_("督办级别"), default=0)
    heard_at = when(_("最近回音"))
    opened_at = models.DateTimeField(_("下达时间"))
    opened_by = who(_("下达人"))
    accepted_at, accepted_by = when(_("签收时间")), who(_("签收人"))
    submitted_at, submitted_by = when(_("申请办结时间")), who(_("申请人"))
    closed_at, closed_by = when(_("办结时间")), who(_("核定人"))
    withdrawn_at, withdrawn_by = when(_("撤销时间")), who(_("撤销人"))
    sent_back_reason = models.CharField(_("退回理由"), max_length=1000, blank=True)
    withdrawn_reason = models.CharField(_("撤销理由"), max_length=1000, blank=True)
    # where the lake counts it: what a department carries is the province's
    figure_place = models.GeneratedField(
        expression=Coalesce(F("place"), Value(PROVINCE)),
        output_field=models.CharField(max_length=6),
        db_persist=True,
    )

    objects = TaskRows.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("督办任务")
        ordering = ("-pk",)
        indexes = (models.Index(fields=("state", "due_on")), models.Index(fields=("year", "place")))
        constraints = (
            *(
                paired(verb, f"coordination_task_{verb}_paired")
                for verb in ("accepted", "submitted", "closed", "withdrawn")
            ),
            CheckConstraint(
                condition=Q(place__isnull=False) | Q(department__isnull=False),
                name="coordination_task_has_a_carrier",
            ),
            CheckConstraint(
                condition=Q(due_on=None, due_basis="none")
                | Q(due_on__isnull=False, due_basis__in=("ordered", "configured")),
                name="coordination_task_says_where_its_due_date_is_from",
            ),
            CheckConstraint(
                condition=Q(kind__in=Kind.values, source__in=Source.values, level__lte=3),
                name="coordination_task_words_known",
            ),
            CheckConstraint(
                condition=~Q(state__in=("submitted", "closed")) | Q(submitted_at__isnull=False),
                name="coordination_task_submitted_by_somebody",
            ),
            CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | ~Q(state="closed") & Q(closed_at=None),
                name="coordination_task_closed_by_somebody",
            ),
            CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")
                | ~Q(state="withdrawn") & Q(withdrawn_at=None),
                name="coordination_task_withdrawn_with_a_reason",
            ),
            CheckConstraint(
                condition=Q(closed_by=None) | ~Q(closed_by=F("submitted_by")),
                name="coordination_task_four_eyes",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {name_of(self, 'title')}"

    @property
    def sample(self) -> bool:
        """Whether it is made up."""
        return self.source == Source.SAMPLE

    @property
    def title(self) -> str:
        """The task in the reader's language."""
        return name_of(self, "title")

    @property
    def finding(self) -> str:
        """What was found, in the reader's language."""
        return name_of(self, "finding")

    @property
    def evidence_wanted(self) -> str:
        """What must be handed in with the request for closing; as the office said, else by kind."""
        return self.wanted or str(WANTED[Kind(self.kind)])

    @property
    def origin_words(self) -> str:
        """What the task comes from."""
        if self.origin_event is None:
            return str(_("办公室下达"))
        told = {"number": self.origin_event, "item": self.item}
        if self.origin.startswith("evaluation."):
            return _("评价发现（事件 %(number)s，项目 %(item)s）") % told
        return _("系统发现（事件 %(number)s，事项 %(item)s）") % told

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["coordination.task"].state_label(self.state)

    @property
    def carrier(self) -> Any:
        """Who carries it: the place, but a lead department verifies a place on site."""
        verified = self.kind == Kind.VERIFICATION and self.department
        return self.department if verified or not self.place else self.place

    @property
    def carriers(self) -> list[Party]:
        """The carrier, for the steps that are only the carrier's."""
        if isinstance(self.carrier, Place):
            return [Party(place_id=self.place_id)]
        return [Party(department_id=self.department_id)]

    @property
    def parties(self) -> list[Party]:
        """Everybody who has a part in it: carrier, lead and supporting departments."""
        helpers = [Party(department_id=code) for code in self._departments()]
        return [*self.carriers, *helpers]

    def _departments(self) -> Iterator[str]:
        if self.department_id:
            yield self.department_id
        yield from self.supporting.values_list("pk", flat=True)

    @property
    def supporting_names(self) -> str:
        """The supporting departments by name."""
        return "、".join(str(department) for department in self.supporting.all())

    @property
    def level_name(self) -> str:
        """The highest level of the ladder reached, in words."""
        return str(Escalation.Level(self.level).label) if self.level else ""

    @property
    def silent_since(self) -> datetime:
        """When the carrier was last heard of."""
        return self.heard_at or self.opened_at

    def days_left(self, today: date) -> int | None:
        """Days until the due date, negative once it is past; None where none is running."""
        running = self.due_on and self.state in WITH_CARRIER
        return (self.due_on - today).days if running and self.due_on else None

    @property
    def time_words(self) -> str:
        """How it stands against its due date today."""
        left = self.days_left(timezone.localdate())
        if left is None:
            return ""
        words = (
            ngettext("逾期%(days)s天", "逾期%(days)s天", -left)
            if left < 0
            else ngettext("还有%(days)s天", "还有%(days)s天", left)
        )
        return words % {"days": abs(left)}

    @property
    def orders(self) -> "models.QuerySet[Document]":
        """The follow-up orders that were issued, newest first."""
        return Document.objects.filter(path__startswith=f"coordination/{self.number}/")


class ProgressReport(models.Model):
    """What a party wrote about a task; `closing` is the one that asks for its closing."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="reports")
    text = models.TextField(_("进展"), max_length=4000)
    percent = models.PositiveSmallIntegerField(_("完成比例"), null=True, blank=True)
    next_step = models.TextField(_("下一步"), max_length=2000, blank=True)
    closing = models.BooleanField(_("申请办结"), default=False)
    evidence = models.ManyToManyField(HeldFile, blank=True, related_name="+")
    at = models.DateTimeField(_("报告时间"))
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("报告人"))

    class Meta:
        verbose_name = verbose_name_plural = _("进展报告")
        ordering = ("-at", "-pk")
        constraints = (
            CheckConstraint(
                condition=Q(percent=None) | Q(percent__lte=100),
                name="coordination_report_at_most_a_hundred_percent",
            ),
            CheckConstraint(condition=~Q(text=""), name="coordination_report_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.task.number} {self.at:%Y-%m-%d}"


class Extension(models.Model):
    """A request for more time, with the office's answer."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="extensions")
    due_before = models.DateField(_("原到期日"))
    asked_until = models.DateField(_("申请延至"))
    reason = models.TextField(_("延期理由"), max_length=2000)
    state = models.CharField(_("办理状态"), max_length=7)
    answer = models.TextField(_("答复"), max_length=2000, blank=True)
    asked_at = models.DateTimeField(_("申请时间"))
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    decided_at, decided_by = when(_("答复时间")), who(_("答复人"))

    class Meta:
        verbose_name = verbose_name_plural = _("延期申请")
        ordering = ("-asked_at", "-pk")
        constraints = (
            paired("decided", "coordination_extension_decided_paired"),
            UniqueConstraint(
                fields=("task",), condition=Q(state="asked"), name="coordination_one_open_extension"
            ),
            CheckConstraint(
                condition=Q(asked_until__gt=F("due_before")),
                name="coordination_extension_is_later",
            ),
            CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="coordination_extension_four_eyes",
            ),
        )

    def __str__(self) -> str:
        return f"{self.task.number} → {self.asked_until:%Y-%m-%d}"

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["coordination.extension"].state_label(self.state)


class Escalation(models.Model):
    """One level of the ladder, raised once for a due date; who was told is kept as it was then."""

    class Level(models.IntegerChoices):
        REMIND = 1, _("催办")
        URGE = 2, _("督促")
        BRING_UP = 3, _("提请通报")

    task = models.ForeignKey(Task, models.PROTECT, related_name="escalations")
    level = models.PositiveSmallIntegerField(_("督办级别"), choices=Level)
    due_on = models.DateField(_("到期日"))
    days_late = models.PositiveIntegerField(_("逾期天数"))
    told_zh = models.CharField(_("告知"), max_length=80)
    told_en = models.CharField(_("告知（英文）"), max_length=120, blank=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("逐级督办")
        ordering = ("-at", "-level")
        constraints = (
            UniqueConstraint(
                fields=("task", "due_on", "level"), name="coordination_level_once_for_a_due_date"
            ),
            CheckConstraint(
                condition=Q(level__range=(1, 3), days_late__gte=1),
                name="coordination_escalation_of_something_late",
            ),
        )

    def __str__(self) -> str:
        return f"{self.task.number} {self.get_level_display()}"

    @property
    def told(self) -> str:
        """Who was told."""
        return name_of(self, "told")
