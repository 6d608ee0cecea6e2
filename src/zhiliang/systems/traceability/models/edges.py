"""The genealogy in the database: edges from input to output, and what lay in what, from when."""

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.systems.traceability.models.events import EpcisEvent
from zhiliang.systems.traceability.models.objects import TracedObject


class Known(models.Model):
    """A relation that the log knew from one event's number until another's; None: it still holds.

    Nothing is deleted: a late event supersedes what was thought before, and a scope of that day can
    be worked out again.
    """

    known_from = models.PositiveBigIntegerField(_("自事件序号"))
    known_until = models.PositiveBigIntegerField(_("至事件序号"), null=True)

    class Meta:
        abstract = True


class TraceEdge(Known):
    """Some of `source` went into `target` at `at` (seconds since 1970, UTC).

    Two covering indexes let either direction be walked without touching the table. `set` is the
    transformation that the edge belongs to: an event (SINGLE and its key), or all events of one
    transformationID; an item that comes out of its lot has LEVEL and the item's key.
    """

    SINGLE = "event:"
    LEVEL = "level:"

    source = models.ForeignKey(TracedObject, models.PROTECT, related_name="+")
    target = models.ForeignKey(TracedObject, models.PROTECT, related_name="+")
    at = models.BigIntegerField(_("时间"))
    quantity = models.FloatField(_("投入数量"), null=True)
    set = models.CharField(_("转化"), max_length=500)

    class Meta:
        verbose_name = verbose_name_plural = _("转化关系")
        indexes = (
            models.Index(
                fields=("source", "at", "target", "known_from", "known_until"),
                name="traceability_forward",
            ),
            models.Index(
                fields=("target", "at", "source", "known_from", "known_until"),
                name="traceability_backward",
            ),
            models.Index(fields=("set",), name="traceability_edge_set"),
            models.Index(fields=("known_from",), name="traceability_edge_since"),
            models.Index(
                fields=("known_until",),
                condition=Q(known_until__isnull=False),
                name="traceability_edge_gone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}"


class Containment(Known):
    """`child` lay in `parent` over [began, ended) [seconds since 1970]; `ended` None: still."""

    class Kind(models.TextChoices):
        """Goods in a container, or a thing fixed to another; they open and close apart."""

        AGGREGATION = "a", _("聚合")
        ASSOCIATION = "s", _("关联")

    kind = models.CharField(_("类别"), max_length=1, choices=Kind)
    child = models.ForeignKey(TracedObject, models.PROTECT, related_name="+")
    parent = models.ForeignKey(TracedObject, models.PROTECT, related_name="+")
    began = models.BigIntegerField(_("自"))
    ended = models.BigIntegerField(_("至"), null=True)
    quantity = models.FloatField(_("数量"), null=True)
    unit = models.CharField(_("单位"), max_length=3, blank=True)
    added = models.ForeignKey(EpcisEvent, models.PROTECT, related_name="+")
    removed = models.ForeignKey(EpcisEvent, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("包含关系")
        indexes = (
            models.Index(fields=("child", "began", "parent"), name="traceability_lay_in"),
            models.Index(fields=("parent", "began", "child"), name="traceability_held"),
        )
        constraints = (
            UniqueConstraint(
                fields=("child", "parent", "kind", "began"),
                condition=Q(known_until=None),
                name="traceability_contained_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.child_id} ⊂ {self.parent_id}"
