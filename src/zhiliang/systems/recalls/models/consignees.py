"""Who received the product, whether it was told, and where the goods went."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import Party
from zhiliang.core.models import HeldFile, Organisation, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.systems.recalls.models.bases import measured, plain
from zhiliang.systems.recalls.models.recalls import Recall


class Way(models.TextChoices):
    """How a consignee was told or has answered."""

    ONLINE = "online", _("平台")
    PHONE = "phone", _("电话")
    POST = "post", _("邮寄")
    VISIT = "visit", _("上门")
    OTHER = "other", _("其他")


class Consignee(models.Model):
    """One holder in the scope; a firm on the register answers in its own account.

    `named_by` is the firm whose customer it is, as that firm itself said; of a holder that only the
    trace knows it is empty. The sums are those of its `movements`.
    """

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="consignees")
    party = models.CharField(_("主体标识"), max_length=200, blank=True)
    name = models.CharField(_("收货单位"), max_length=200)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("在册单位"),
    )
    named_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("填报企业"),
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("地区")
    )
    contact = models.CharField(_("联系方式"), max_length=120, blank=True)
    lots = models.TextField(_("批次"), blank=True)
    received_e6 = models.BigIntegerField(_("收到数量（百万分之一）"), null=True, blank=True)
    unit = models.CharField(_("单位"), max_length=12, blank=True)
    in_scope = models.BooleanField(_("在召回范围内"), default=True)
    sent_at, sent_by = when(_("发出通知时间")), who(_("发出人"))
    notified_at, notified_by = when(_("通知到时间")), who(_("登记人"))
    notified_way = models.CharField(_("通知方式"), max_length=6, choices=Way, blank=True)
    replied_at, replied_by = when(_("答复时间")), who(_("答复人"))
    reply = models.CharField(_("答复"), max_length=1000, blank=True)
    on_hand_e6 = models.BigIntegerField(_("现存数量（百万分之一）"), null=True, blank=True)
    recovered_e6 = models.BigIntegerField(_("收回数量（百万分之一）"), default=0)
    disposed_e6 = models.BigIntegerField(_("处置数量（百万分之一）"), default=0)
    gone_e6 = models.BigIntegerField(_("无法收回数量（百万分之一）"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("收货单位")
        ordering = ("recall", "name", "pk")
        constraints = (
            paired("notified", "recalls_consignee_notified_paired"),
            paired("replied", "recalls_consignee_replied_paired"),
            UniqueConstraint(
                fields=("recall", "party"),
                condition=~Q(party=""),
                name="recalls_a_party_is_listed_once",
            ),
            CheckConstraint(
                condition=Q(received_e6=None) | Q(received_e6__gte=0),
                name="recalls_received_not_negative",
            ),
            CheckConstraint(
                condition=Q(recovered_e6__gte=0, disposed_e6__gte=0, gone_e6__gte=0),
                name="recalls_sums_not_negative",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def own(self) -> list[Party]:
        """The consignee itself, and the office that enters what comes on paper."""
        return [Party(organisation_id=self.organisation_id), *self.recall.either]

    @property
    def received(self) -> str:
        """How much it received, in words."""
        return measured(self.received_e6 or None, self.unit)

    @property
    def accounted_e6(self) -> int:
        """How much is known to be back, disposed of on the spot or gone."""
        return self.recovered_e6 + self.disposed_e6 + self.gone_e6

    @property
    def settled(self) -> bool:
        """Whether all that it received is accounted for."""
        return self.received_e6 is not None and self.accounted_e6 >= self.received_e6

    @property
    def standing(self) -> str:
        """How far it is: unsent, sent, notified, replied, settled."""
        if self.settled and self.replied_at:
            return "settled"
        if self.replied_at:
            return "replied"
        if self.notified_at:
            return "notified"
        return "sent" if self.sent_at else "unsent"


class Movement(models.Model):
    """A quantity that a consignee has, gave back, destroyed …; entered once, never changed."""

    class Kind(models.TextChoices):
        ON_HAND = "on_hand", _("封存现存")
        RECOVERED = "recovered", _("已退回")
        DESTROYED = "destroyed", _("就地销毁")
        TREATED = "treated", _("无害化处理")
        REMEDIED = "remedied", _("已采取补救措施")
        GONE = "gone", _("已售出或使用、无法收回")

    consignee = models.ForeignKey(Consignee, models.PROTECT, related_name="movements")
    kind = models.CharField(_("种类"), max_length=9, choices=Kind)
    quantity_e6 = models.BigIntegerField(_("数量（百万分之一）"))
    occurred_at = models.DateTimeField(_("发生时间"))
    entered_at = models.DateTimeField(_("登记时间"))
    entered_by = who(_("登记人"))
    note = models.CharField(_("说明"), max_length=500, blank=True)
    evidence = models.ManyToManyField(HeldFile, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = _("召回数量记录")
        ordering = ("consignee", "-occurred_at", "-pk")
        constraints = (
            CheckConstraint(condition=Q(quantity_e6__gte=0), name="recalls_movement_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.consignee} {self.get_kind_display()} {plain(self.quantity_e6)}"

    @property
    def quantity(self) -> str:
        """The quantity in words."""
        return measured(self.quantity_e6, self.consignee.unit)
