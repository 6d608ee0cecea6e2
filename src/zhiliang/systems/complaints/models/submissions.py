"""What came in: once, whatever cases are made of it."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import HeldFile, Organisation, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.models.source import Source
from zhiliang.systems.complaints.models.bases import (
    MOST_TEXT,
    Channel,
    Topic,
    hazard_field,
    personal,
    product_field,
)


class Submission(models.Model):
    """What one person wrote, said or sent in; a complaint and a tip-off may be made of it.

    `number` may be told to anybody; only who also has the receipt's code reads the status
    (`code_digest`). Personal values and the text are encrypted; `phone_key` and `address_key` are
    keyed digests by which equal ones are found, `sender_key` that of the network address it came
    from, `once_key` that of the secret by which a form sent twice is one. Amounts are in fen.
    `product`, `hazard` and `topic` are what a person confirmed; `suggestion` is what the
    classification proposed, with what decided it.
    """

    number = models.CharField(_("受理编号"), max_length=20, unique=True)
    code_digest = models.CharField(max_length=64, editable=False)
    channel = models.CharField(_("渠道"), max_length=8, choices=Channel)
    outside_number = models.CharField(_("渠道编号"), max_length=60, blank=True)
    received_at = models.DateTimeField(_("收到时间"))
    registered_by = who(_("登记人"))

    title = models.CharField(_("商品、服务或者事项"), max_length=120)
    brand = models.CharField(_("商标"), max_length=120, blank=True)
    model_spec = models.CharField(_("规格型号"), max_length=200, blank=True)
    code = models.CharField(_("条码或者追溯码"), max_length=300, blank=True)
    bought_on = models.DateField(_("购买日期"), null=True, blank=True)
    amount_fen = models.BigIntegerField(
        _("涉及金额（分）"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    text = personal(_("事实经过"), MOST_TEXT)
    demand = personal(_("请求"), MOST_TEXT)
    injured = models.BooleanField(_("有人受伤"), default=False)
    photos = models.ManyToManyField(HeldFile, blank=True, related_name="+", verbose_name=_("附件"))

    firm_name = models.CharField(_("被投诉（举报）人"), max_length=200, blank=True)
    firm_address = models.CharField(_("被投诉（举报）人地址"), max_length=300, blank=True)
    firm = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("登记在册的单位"),
    )
    platform = models.CharField(_("电子商务平台"), max_length=120, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="+", verbose_name=_("经营地或者发生地")
    )
    latitude_e6 = models.IntegerField(_("纬度（百万分之一度）"), null=True, blank=True)
    longitude_e6 = models.IntegerField(_("经度（百万分之一度）"), null=True, blank=True)

    anonymous = models.BooleanField(_("匿名"), default=False)
    name = personal(_("姓名"), 80)
    phone = personal(_("联系电话"), 40)
    id_kind = models.CharField(_("证件类型"), max_length=20, blank=True)
    id_number = personal(_("证件号码"), 40)
    address = personal(_("通讯地址"), 300)
    phone_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    address_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    once_key = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    sender_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    publish_ok = models.BooleanField(_("同意公示投诉信息"), default=False)
    delegate_ok = models.BooleanField(_("同意委托调解"), default=False)

    product, hazard = product_field(), hazard_field()
    topic = models.CharField(_("事由"), max_length=12, choices=Topic, blank=True)
    suggestion = models.JSONField(_("分类建议"), blank=True, default=dict)
    classified_at, classified_by = when(_("分类时间")), who(_("分类人"))
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    class Meta:
        verbose_name = verbose_name_plural = _("来件")
        ordering = ("-pk",)
        indexes = (models.Index(fields=("sender_key", "received_at")),)
        constraints = (
            paired(
                "classified", "complaints_submission_classified_paired", unless=Q(source="sample")
            ),
            CheckConstraint(
                condition=Q(channel__in=Channel.values), name="complaints_submission_channel_known"
            ),
            models.UniqueConstraint(
                fields=("channel", "outside_number"),
                condition=~Q(outside_number=""),
                name="complaints_submission_once_by_channel",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def sample(self) -> bool:
        """Whether it is made up."""
        return self.source == Source.SAMPLE

    @property
    def accused(self) -> str:
        """Whom it is about, as far as it is said."""
        return self.firm.name if self.firm else self.firm_name

    @property
    def masked_name(self) -> str:
        """The family name alone: what everybody but the case officer reads."""
        if self.anonymous:
            return str(_("匿名"))
        return f"{self.name[:1]}**" if self.name else ""

    @property
    def masked_phone(self) -> str:
        """The last two digits of the phone number."""
        return f"*********{self.phone[-2:]}" if self.phone else ""
