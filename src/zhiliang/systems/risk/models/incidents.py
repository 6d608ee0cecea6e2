"""An incident and the response to it: toll and grade, plan, resources, log, situation reports."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import flows
from zhiliang.core.models import Department, Organisation, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.models.source import Source
from zhiliang.systems.risk.models.bases import Response
from zhiliang.systems.risk.models.warnings import PublicWarning

LIVE = ("reported", "responding")


class Grade(models.TextChoices):
    """The grade of an accident by its dated thresholds."""

    EXTRAORDINARY = "extraordinary", _("特别重大")
    MAJOR = "major", _("重大")
    LARGER = "larger", _("较大")
    ORDINARY = "ordinary", _("一般")


class Incident(models.Model):
    """What happened, how many it hurt, what is done about it.

    `grade` follows from the toll and the thresholds in force on the day it happened; empty where
    the law sets none or none is reached. `response` is decided by the plan and is not the grade.
    """

    class Kind(models.TextChoices):
        EQUIPMENT = "special_equipment", _("特种设备事故")
        PRODUCTION = "work_safety", _("生产安全事故")
        ENGINEERING = "engineering", _("建设工程质量事故")
        FOOD = "food", _("食品安全事故")
        HEALTH = "health", _("突发公共卫生事件")
        ENVIRONMENT = "environment", _("突发环境事件")
        PRODUCT = "product", _("产品质量安全事件")

    number = models.CharField(_("事件编号"), max_length=16, unique=True)
    kind = models.CharField(_("种类"), max_length=17, choices=Kind)
    title = models.CharField(_("事件"), max_length=200)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地区"))
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("牵头部门"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("涉事单位"),
    )
    warning = models.ForeignKey(
        PublicWarning, models.PROTECT, null=True, blank=True, related_name="incidents"
    )
    finding = models.TextField(_("简要情况"), max_length=4000)
    occurred_at = models.DateTimeField(_("发生时间"))
    known_at = models.DateTimeField(_("接报时间"))
    deaths = models.PositiveIntegerField(_("死亡人数"), default=0)
    serious = models.PositiveIntegerField(_("重伤人数"), default=0)
    hurt = models.PositiveIntegerField(_("受伤害人数"), default=0)
    moved = models.PositiveIntegerField(_("转移人数"), default=0)
    loss = models.PositiveBigIntegerField(_("直接经济损失（元）"), default=0)
    trapped_hours = models.PositiveSmallIntegerField(_("电梯困人小时数"), default=0)
    toll_at = when(_("伤亡情况变化时间"))
    grade = models.CharField(_("事故等级"), max_length=13, choices=Grade, blank=True)
    systemic = models.BooleanField(_("区域性、系统性质量安全事件"), default=False)
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    state = models.CharField(_("办理状态"), max_length=10)
    registered_at, registered_by = models.DateTimeField(_("登记时间")), who(_("登记人"))
    escalated_at, escalated_by = when(_("上报时间")), who(_("上报人"))
    responded_at, responded_by = when(_("响应启动时间")), who(_("启动人"))
    response = models.PositiveSmallIntegerField(
        _("应急响应级别"), choices=Response, null=True, blank=True
    )
    plan = models.CharField(_("启动的预案"), max_length=300, blank=True)
    measures = models.TextField(_("处置措施"), max_length=4000, blank=True)
    expected_until = when(_("响应预计期限"))
    report_every = models.PositiveSmallIntegerField(_("续报间隔（小时）"), null=True, blank=True)
    response_minutes = models.PositiveIntegerField(_("响应用时（分）"), null=True, blank=True)
    ended_at, ended_by = when(_("响应终止时间")), who(_("终止人"))
    ended_reason = models.CharField(_("终止理由"), max_length=1000, blank=True)
    reviewed_at, reviewed_by = when(_("复盘时间")), who(_("复盘人"))
    lessons = models.TextField(_("复盘：原因、经验教训和改进措施"), max_length=6000, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("突发事件")
        ordering = ("-occurred_at", "-pk")
        indexes = (models.Index(fields=("state", "place")),)
        constraints = (
            *(
                paired(verb, f"risk_incident_{verb}_paired")
                for verb in ("escalated", "responded", "ended", "reviewed")
            ),
            CheckConstraint(
                condition=Q(occurred_at__lte=F("known_at")),
                name="risk_incident_known_after_it_happened",
                violation_error_message=_("发生时间晚于接报时间，请核对。"),
            ),
            CheckConstraint(
                condition=Q(responded_at=None) | Q(response__isnull=False) & ~Q(plan=""),
                name="risk_response_has_a_level_and_a_plan",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def sample(self) -> bool:
        """Whether it is made up."""
        return self.source == Source.SAMPLE

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["risk.incident"].state_label(self.state)

    @property
    def live(self) -> bool:
        """Whether something is still to be done about it."""
        return self.state in LIVE


class LogEntry(models.Model):
    """Something that was done or learned during a response; never changed afterwards."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="log")
    at, by = models.DateTimeField(_("时间")), who(_("记录人"))
    entered_at = models.DateTimeField(_("登记时间"))
    text = models.TextField(_("事项"), max_length=2000)

    class Meta:
        verbose_name = verbose_name_plural = _("处置日志")
        ordering = ("incident", "at", "pk")

    def __str__(self) -> str:
        return f"{self.incident.number} {self.at:%Y-%m-%d %H:%M}"


class Resource(models.Model):
    """People, vehicles or goods asked for in a response, and whether they came."""

    class Kind(models.TextChoices):
        PEOPLE = "people", _("人员")
        VEHICLE = "vehicle", _("车辆和设备")
        GOODS = "goods", _("物资")
        LABORATORY = "laboratory", _("检验能力")

    class State(models.TextChoices):
        ASKED = "asked", _("已请求")
        ARRIVED = "arrived", _("已到位")
        RELEASED = "released", _("已归还")

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="resources")
    kind = models.CharField(_("种类"), max_length=10, choices=Kind)
    name = models.CharField(_("资源"), max_length=200)
    quantity = models.PositiveIntegerField(_("数量"))
    unit = models.CharField(_("单位"), max_length=12)
    provider = models.CharField(_("来自"), max_length=200)
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.ASKED)
    asked_at, asked_by = models.DateTimeField(_("请求时间")), who(_("请求人"))
    arrived_at, arrived_by = when(_("到位时间")), who(_("登记人"))
    released_at, released_by = when(_("归还时间")), who(_("登记人"))

    class Meta:
        verbose_name = verbose_name_plural = _("应急资源")
        ordering = ("incident", "pk")
        constraints = (
            paired("arrived", "risk_resource_arrived_paired"),
            paired("released", "risk_resource_released_paired"),
            CheckConstraint(condition=Q(quantity__gte=1), name="risk_some_of_a_resource"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.quantity} {self.unit}"


class SituationReport(models.Model):
    """How an incident stands: first, follow-up or final, with the toll as it was then."""

    class Kind(models.TextChoices):
        FIRST = "first", _("首报")
        FOLLOW = "follow", _("续报")
        FINAL = "final", _("终报")

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField(_("次序"))
    kind = models.CharField(_("种类"), max_length=6, choices=Kind)
    to = models.CharField(_("报送"), max_length=200)
    text = models.TextField(_("情况"), max_length=6000)
    next_steps = models.TextField(_("下一步措施"), max_length=4000, blank=True)
    deaths = models.PositiveIntegerField(_("死亡人数"))
    serious = models.PositiveIntegerField(_("重伤人数"))
    hurt = models.PositiveIntegerField(_("受伤害人数"))
    loss = models.PositiveBigIntegerField(_("直接经济损失（元）"))
    at, by = models.DateTimeField(_("报告时间")), who(_("报告人"))

    class Meta:
        verbose_name = verbose_name_plural = _("情况报告")
        ordering = ("incident", "-number")
        constraints = (UniqueConstraint(fields=("incident", "number"), name="risk_report_numbers"),)

    def __str__(self) -> str:
        return f"{self.incident.number} · {self.number}"


class Lateness(models.Model):
    """A duty of an incident that was found late, once for each time it fell due."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="latenesses")
    duty = models.CharField(_("事项"), max_length=20)
    due_at = models.DateTimeField(_("期限"))
    found_at = models.DateTimeField(_("发现时间"))
    done_at = when(_("补办时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("逾期事项")
        ordering = ("-due_at", "-pk")
        constraints = (
            UniqueConstraint(
                fields=("incident", "duty", "due_at"), name="risk_late_once_for_a_due_date"
            ),
        )

    def __str__(self) -> str:
        return f"{self.incident.number} {self.duty}"
