"""Captured events, what they name, and their fields that a query may ask for."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Organisation
from zhiliang.systems.traceability.models.capture import CaptureJob
from zhiliang.systems.traceability.models.objects import TracedObject


class EpcisEvent(models.Model):
    """One event as it was captured (EPCIS 2.0, 7.4); `body` is its JSON with its own context.

    `hash` is the hex of the CBV event hash: the same event captured twice is one row. An error
    declaration repeats its event, so both have one `event_id` and one `hash`; `declaration` tells
    them apart. `number` is that of the log's event by which it became known, `voided_from` that by
    which a declaration took it back.
    """

    class Type(models.TextChoices):
        OBJECT = "ObjectEvent", _("对象事件")
        AGGREGATION = "AggregationEvent", _("聚合事件")
        TRANSACTION = "TransactionEvent", _("交易事件")
        TRANSFORMATION = "TransformationEvent", _("转化事件")
        ASSOCIATION = "AssociationEvent", _("关联事件")

    class Action(models.TextChoices):
        NONE = "", _("（不适用）")
        ADD = "ADD", _("新增")
        OBSERVE = "OBSERVE", _("观察")
        DELETE = "DELETE", _("移除")

    event_id = models.CharField(_("事件编号"), max_length=300)
    hash = models.CharField(_("事件摘要"), max_length=64)
    declaration = models.BooleanField(_("报错声明"), default=False)
    type = models.CharField(_("事件类型"), max_length=200)
    event_time = models.DateTimeField(_("发生时间"))
    offset = models.CharField(_("时区"), max_length=6)
    record_time = models.DateTimeField(_("记录时间"))
    action = models.CharField(_("动作"), max_length=7, choices=Action, blank=True)
    biz_step = models.CharField(_("业务步骤"), max_length=200, blank=True)
    disposition = models.CharField(_("状态"), max_length=200, blank=True)
    read_point = models.CharField(_("读取点"), max_length=500, blank=True)
    biz_location = models.CharField(_("业务位置"), max_length=500, blank=True)
    transformation_id = models.CharField(_("转化编号"), max_length=500, blank=True)
    declared_at = models.DateTimeField(_("报错时间"), null=True, blank=True)
    declared_reason = models.CharField(_("报错原因"), max_length=200, blank=True)
    number = models.PositiveBigIntegerField(_("事件序号"))
    voided_from = models.PositiveBigIntegerField(_("作废于事件序号"), null=True)
    body = models.TextField(_("事件内容"))
    job = models.ForeignKey(CaptureJob, models.PROTECT, related_name="events")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("报送单位")
    )
    sample = models.BooleanField(_("示例数据"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("追溯事件")
        ordering = ("-event_time", "-pk")
        indexes = (
            models.Index(fields=("event_time",), name="traceability_event_time"),
            models.Index(fields=("record_time", "id"), name="traceability_record_time"),
            models.Index(fields=("organisation", "event_time"), name="traceability_by_reporter"),
            models.Index(
                fields=("transformation_id",),
                condition=~Q(transformation_id=""),
                name="traceability_transformation",
            ),
        )
        constraints = (
            UniqueConstraint(fields=("event_id", "declaration"), name="traceability_event_id_once"),
            UniqueConstraint(fields=("hash", "declaration"), name="traceability_event_once"),
            CheckConstraint(
                condition=Q(action__in=("", "ADD", "OBSERVE", "DELETE")),
                name="traceability_action_known",
            ),
        )

    def __str__(self) -> str:
        return self.event_id


class Role(models.IntegerChoices):
    """In which list an event names an object; the second ten are quantities of a class."""

    EPC = 1, _("对象")
    CHILD = 2, _("下级")
    INPUT = 3, _("投入")
    OUTPUT = 4, _("产出")
    PARENT = 5, _("上级")
    EPC_CLASS = 11, _("对象（数量）")
    CHILD_CLASS = 12, _("下级（数量）")
    INPUT_CLASS = 13, _("投入（数量）")
    OUTPUT_CLASS = 14, _("产出（数量）")


class EventObject(models.Model):
    """An object in a list of an event, with its quantity where one is given."""

    event = models.ForeignKey(EpcisEvent, models.CASCADE, related_name="objects_named")
    object = models.ForeignKey(TracedObject, models.PROTECT, related_name="named")
    role = models.PositiveSmallIntegerField(_("位置"), choices=Role)
    quantity = models.FloatField(_("数量"), null=True)
    unit = models.CharField(_("单位"), max_length=3, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("事件对象")
        indexes = (
            models.Index(fields=("object", "role", "event"), name="traceability_object_events"),
        )

    def __str__(self) -> str:
        return f"{self.event_id} {self.object_id}"


class EventField(models.Model):
    """A field of an event beside the fixed ones: transactions, sources, sensors, extensions.

    `key` says where it stands, as `indexing.fields` writes it; `number` is set for numbers (in the
    base unit of a sensor's quantity) and moments (seconds since 1970).
    """

    event = models.ForeignKey(EpcisEvent, models.CASCADE, related_name="fields")
    key = models.CharField(_("字段"), max_length=400)
    text = models.CharField(_("值"), max_length=1000, blank=True)
    number = models.FloatField(_("数值"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("事件字段")
        indexes = (
            models.Index(fields=("key", "text"), name="traceability_field_text"),
            models.Index(fields=("key", "number"), name="traceability_field_number"),
        )

    def __str__(self) -> str:
        return f"{self.key}={self.text}"
