"""Consumer notices and risk alerts of a department, emergency warnings of a government."""

import json
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import flows
from zhiliang.core.language import pick
from zhiliang.core.models import Department, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.models.source import Source
from zhiliang.core.product_kinds import hazard_choices, product_choices
from zhiliang.systems.risk.models.assessments import Assessment
from zhiliang.systems.risk.models.bases import Colour

PUBLIC = ("issued", "lifted", "reviewed")
IN_FORCE = "issued"


class WarningKind(models.TextChoices):
    """Whose it is to issue: a department's without a colour, or a government's with one."""

    NOTICE = "notice", _("消费提示")
    ALERT = "alert", _("风险警示")
    EMERGENCY = "emergency", _("突发事件预警")


class Urgency(models.TextChoices):
    """How soon one must act, as CAP 1.2 says it."""

    IMMEDIATE = "Immediate", _("立即")
    EXPECTED = "Expected", _("一小时内")
    FUTURE = "Future", _("近期")
    PAST = "Past", _("已过")
    UNKNOWN = "Unknown", _("不明")


class Certainty(models.TextChoices):
    """How sure it is, as CAP 1.2 says it."""

    OBSERVED = "Observed", _("已发生")
    LIKELY = "Likely", _("很可能")
    POSSIBLE = "Possible", _("可能")
    UNLIKELY = "Unlikely", _("不大可能")
    UNKNOWN = "Unknown", _("不明")


class PublicWarning(models.Model):
    """What the public is told, from the draft to the review after it was lifted.

    `place` is whose government or department issues it; `areas` are whom it concerns. A colour
    belongs to an emergency warning and to nothing else.
    """

    class Category(models.TextChoices):
        DISASTER = "disaster", _("自然灾害")
        ACCIDENT = "accident", _("事故灾难")
        HEALTH = "health", _("公共卫生事件")

    number = models.CharField(_("编号"), max_length=16, unique=True)
    kind = models.CharField(_("种类"), max_length=9, choices=WarningKind)
    assessment = models.ForeignKey(
        Assessment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="warnings",
        verbose_name=_("风险评估"),
    )
    category = models.CharField(_("类别"), max_length=8, choices=Category, blank=True)
    colour = models.CharField(_("预警级别"), max_length=6, choices=Colour, blank=True)
    title = models.CharField(_("标题"), max_length=120)
    title_en = models.CharField(_("标题（英文）"), max_length=200, blank=True)
    product = models.CharField(_("产品类别"), max_length=20, choices=product_choices, blank=True)
    hazard = models.CharField(_("危害类别"), max_length=20, choices=hazard_choices, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="+", verbose_name=_("发布单位所在地")
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("发布部门"),
    )
    areas = models.ManyToManyField(Place, related_name="+", verbose_name=_("可能影响的地区"))
    area = models.CharField(_("可能影响的范围"), max_length=500)
    starts_at = models.DateTimeField(_("起始时间"))
    ends_at = when(_("预计结束时间"))
    matters = models.TextField(_("警示事项"), max_length=4000)
    matters_en = models.TextField(_("警示事项（英文）"), max_length=6000, blank=True)
    measures = models.TextField(_("应当采取的措施"), max_length=4000)
    measures_en = models.TextField(_("应当采取的措施（英文）"), max_length=6000, blank=True)
    contact = models.CharField(_("咨询求助渠道"), max_length=200, blank=True)
    urgency = models.CharField(
        _("紧迫程度"), max_length=9, choices=Urgency, default=Urgency.EXPECTED
    )
    certainty = models.CharField(
        _("把握程度"), max_length=8, choices=Certainty, default=Certainty.LIKELY
    )
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    state = models.CharField(_("办理状态"), max_length=8)
    drafted_at, drafted_by = models.DateTimeField(_("拟稿时间")), who(_("拟稿人"))
    proposed_at, proposed_by = when(_("报请时间")), who(_("报请人"))
    returned_reason = models.CharField(_("退回理由"), max_length=500, blank=True)
    approval = models.CharField(_("政府批准文号"), max_length=60, blank=True)
    issued_at, issued_by = when(_("发布时间")), who(_("签发人"))
    lifted_at, lifted_by = when(_("解除时间")), who(_("解除人"))
    lifted_reason = models.CharField(_("解除理由"), max_length=1000, blank=True)
    reviewed_at, reviewed_by = when(_("复盘时间")), who(_("复盘人"))
    lessons = models.TextField(_("复盘：经验教训和改进措施"), max_length=4000, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("提示、警示和预警")
        ordering = ("-issued_at", "-pk")
        indexes = (models.Index(fields=("state", "kind")),)
        constraints = (
            *(
                paired(verb, f"risk_warning_{verb}_paired")
                for verb in ("proposed", "issued", "lifted", "reviewed")
            ),
            CheckConstraint(
                condition=Q(kind="emergency", colour__in=tuple(Colour), department=None)
                & ~Q(category="")
                | Q(kind__in=("notice", "alert"), colour="", category=""),
                name="risk_a_colour_is_a_government_s",
                violation_error_message=_(
                    "颜色级别和类别只属于政府发布的突发事件预警；消费提示和风险警示不标颜色。"
                ),
            ),
            CheckConstraint(
                condition=Q(lifted_at=None) | ~Q(lifted_reason=""), name="risk_lifted_with_a_reason"
            ),
            CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=models.F("starts_at")),
                name="risk_warning_ends_after_it_starts",
                violation_error_message=_("预计结束时间不晚于起始时间，请核对。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def sample(self) -> bool:
        """Whether it is made up."""
        return self.source == Source.SAMPLE

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["risk.warning"].state_label(self.state)

    @property
    def emergency(self) -> bool:
        """Whether it is a government's warning of an emergency."""
        return self.kind == WarningKind.EMERGENCY

    @property
    def in_force(self) -> bool:
        """Whether it holds now."""
        return self.state == IN_FORCE

    @property
    def name(self) -> str:
        """Its title in the reader's language."""
        return pick(self.title, self.title_en)

    @property
    def matters_words(self) -> str:
        """What is warned of, in the reader's language."""
        return pick(self.matters, self.matters_en)

    @property
    def measures_words(self) -> str:
        """What to do, in the reader's language."""
        return pick(self.measures, self.measures_en)

    @property
    def kind_words(self) -> str:
        """Its kind, with the level of an emergency warning."""
        kind = str(self.get_kind_display())
        return f"{kind} · {self.get_colour_display()}" if self.colour else kind

    @property
    def issuer(self) -> str:
        """Who issues it: the government of the place, or its department."""
        if self.emergency:
            return gettext("%(place)s人民政府") % {"place": self.place}
        if self.department:
            return str(self.department)
        return gettext("%(place)s市场监督管理局") % {"place": self.place}

    @property
    def rank(self) -> int:
        """1 for red to 4 for blue; 5 without a colour."""
        return list(Colour).index(Colour(self.colour)) + 1 if self.colour else 5


class AnnouncedWarning(PublicWarning):
    """A warning as everybody may read it."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = _("提示、警示和预警")


class Message(models.Model):
    """One issue of a warning: first, adjusted or lifted; what CAP calls alert, update, cancel."""

    class Kind(models.TextChoices):
        ALERT = "Alert", _("发布")
        UPDATE = "Update", _("调整")
        CANCEL = "Cancel", _("解除")

    warning = models.ForeignKey(PublicWarning, models.PROTECT, related_name="messages")
    number = models.PositiveSmallIntegerField(_("次序"))
    kind = models.CharField(_("种类"), max_length=6, choices=Kind)
    identifier = models.CharField(_("信息标识"), max_length=40, unique=True)
    colour = models.CharField(_("预警级别"), max_length=6, choices=Colour, blank=True)
    reason = models.CharField(_("理由"), max_length=1000, blank=True)
    content = models.TextField(_("当时的内容"))
    sent_at, sent_by = models.DateTimeField(_("发出时间")), who(_("签发人"))

    class Meta:
        verbose_name = verbose_name_plural = _("发布记录")
        ordering = ("warning", "number")
        constraints = (UniqueConstraint(fields=("warning", "number"), name="risk_message_numbers"),)

    def __str__(self) -> str:
        return f"{self.warning.number} · {self.number}"

    @property
    def told(self) -> dict[str, Any]:
        """The content as data."""
        found: dict[str, Any] = json.loads(self.content)
        return found


class ReceivedAlert(models.Model):
    """An alert in CAP 1.2 that another system sent us."""

    identifier = models.CharField(_("信息标识"), max_length=255)
    sender = models.CharField(_("发送者"), max_length=255)
    sent = models.CharField(_("发出时间"), max_length=40)
    status = models.CharField(_("性质"), max_length=10)
    message = models.CharField(_("种类"), max_length=10)
    headline = models.CharField(_("标题"), max_length=500, blank=True)
    severity = models.CharField(_("严重程度"), max_length=10, blank=True)
    area = models.CharField(_("范围"), max_length=1000, blank=True)
    expires = models.CharField(_("失效时间"), max_length=40, blank=True)
    sha256 = models.CharField(_("文件摘要"), max_length=64)
    received_at = models.DateTimeField(_("收到时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("收到的预警信息")
        ordering = ("-received_at", "-pk")
        constraints = (
            UniqueConstraint(
                fields=("sender", "identifier", "sent"), name="risk_alert_received_once"
            ),
        )

    def __str__(self) -> str:
        return self.headline or self.identifier


class Subscription(models.Model):
    """What somebody with an account wants to see first: a place, a kind of product, or both."""

    person = who(_("订阅人"))
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("地区")
    )
    product = models.CharField(_("产品类别"), max_length=20, choices=product_choices, blank=True)
    at = models.DateTimeField(_("订阅时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("预警订阅")
        ordering = ("pk",)
        constraints = (
            CheckConstraint(condition=Q(person__isnull=False), name="risk_subscribed_by_somebody"),
            CheckConstraint(
                condition=Q(place__isnull=False) | ~Q(product=""),
                name="risk_subscribed_to_something",
                violation_error_message=_("请至少选择地区或者产品类别。"),
            ),
            UniqueConstraint(
                fields=("person", "place", "product"),
                condition=Q(place__isnull=False),
                name="risk_subscribed_once_at_a_place",
                violation_error_message=_("已经订阅过。"),
            ),
            UniqueConstraint(
                fields=("person", "product"),
                condition=Q(place=None),
                name="risk_subscribed_once_everywhere",
                violation_error_message=_("已经订阅过。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.place or ''} {self.get_product_display() if self.product else ''}".strip()
