"""The sampling sheet (抽样单): what was taken, how it was sealed, who signed, what was seen."""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import HeldFile
from zhiliang.core.models.encrypted import EncryptedText
from zhiliang.systems.sampling.models.cases import SamplingCase


class SamplingSheet(models.Model):
    """One sheet of one case; `client` is the phone's own number of it, so that it arrives once."""

    class SpareAt(models.TextChoices):
        """Where the spare sample is kept under seal."""

        LABORATORY = "laboratory", _("检验机构")
        FIRM = "firm", _("被抽样单位（封存）")

    case = models.OneToOneField(SamplingCase, models.PROTECT, related_name="sheet")
    client = models.CharField(_("终端编号"), max_length=36, unique=True, null=True, blank=True)
    product = models.CharField(_("产品名称"), max_length=120)
    trademark = models.CharField(_("商标"), max_length=80, blank=True)
    model = models.CharField(_("规格型号"), max_length=80, blank=True)
    standard = models.CharField(_("执行标准"), max_length=80)
    batch = models.CharField(_("生产日期或批号"), max_length=60)
    expires_on = models.DateField(_("保质期至"), null=True, blank=True)
    producer_name = models.CharField(_("标称生产者"), max_length=200, blank=True)
    producer_address = models.CharField(_("标称生产者地址"), max_length=300, blank=True)
    stock = models.PositiveIntegerField(_("库存数量"), null=True, blank=True)
    test_quantity = models.PositiveIntegerField(_("检验样品数量"))
    spare_quantity = models.PositiveIntegerField(_("备用样品数量"))
    price_fen = models.PositiveBigIntegerField(_("单价（分）"), null=True, blank=True)
    price_basis = models.CharField(_("价格依据"), max_length=100, blank=True)
    paid_fen = models.PositiveBigIntegerField(_("购样费（分）"), default=0)
    nondestructive = models.BooleanField(_("非破坏性检验，样品不购买"), default=False)
    test_seal = models.CharField(_("检验样品封条号"), max_length=40)
    spare_seal = models.CharField(_("备用样品封条号"), max_length=40, blank=True)
    spare_at = models.CharField(
        _("备用样品存放"), max_length=10, choices=SpareAt, default=SpareAt.LABORATORY
    )
    storage = models.CharField(_("贮存环境"), max_length=200, blank=True)
    procedure = models.TextField(_("抽样过程"), max_length=2000, blank=True)
    signed = models.BooleanField(_("被抽样单位已签字"), default=True)
    unsigned_note = models.CharField(_("拒绝签字情况"), max_length=500, blank=True)
    witness = EncryptedText(_("见证人"), blank=True)
    platform_name = models.CharField(_("网络交易平台"), max_length=200, blank=True)
    order_number = models.CharField(_("订单号"), max_length=80, blank=True)
    buyer_account = EncryptedText(_("买样账号"), blank=True)
    delivery_address = EncryptedText(_("收货地址"), blank=True)
    at = models.DateTimeField(_("填写时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("抽样单")
        constraints = (
            CheckConstraint(
                condition=Q(test_quantity__gte=1),
                name="sampling_sheet_of_something",
                violation_error_message=_("检验样品至少一份。"),
            ),
            CheckConstraint(
                condition=Q(signed=True) | ~Q(unsigned_note=""),
                name="sampling_sheet_says_why_it_is_not_signed",
                violation_error_message=_("被抽样单位没有签字的，须写明情况，必要时请见证人。"),
            ),
            CheckConstraint(
                condition=Q(spare_quantity=0) | ~Q(spare_seal=""),
                name="sampling_sheet_spare_is_sealed",
                violation_error_message=_("备用样品须单独封样，请填封条号。"),
            ),
            CheckConstraint(
                condition=Q(spare_seal="") | ~Q(spare_seal=F("test_seal")),
                name="sampling_sheet_seals_differ",
                violation_error_message=_("检验样品和备用样品须分别封样，封条号不能相同。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case.number} {self.product}"


class Photo(models.Model):
    """A picture or film of the sampling, by what it shows (order 18, articles 19, 26, 28, 29)."""

    class Shows(models.TextChoices):
        """What it is a picture of."""

        SITE = "site", _("抽样场所")
        STORAGE = "storage", _("贮存环境")
        MARKING = "marking", _("产品标识")
        STOCK = "stock", _("库存数量")
        PROCESS = "process", _("抽样过程")
        SEAL = "seal", _("封样")
        REFUSAL = "refusal", _("拒检、拒签情况")
        WEB_PAGE = "web_page", _("网页展示信息")
        ORDER = "order", _("订单和支付记录")
        UNPACKING = "unpacking", _("拆封过程")
        RECEIPT = "receipt", _("收样状态")

    case = models.ForeignKey(SamplingCase, models.PROTECT, related_name="photos")
    shows = models.CharField(_("内容"), max_length=9, choices=Shows)
    file = models.ForeignKey(HeldFile, models.PROTECT, related_name="+", verbose_name=_("文件"))
    at = models.DateTimeField(_("拍摄时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("照片")
        ordering = ("case", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "shows", "file"), name="sampling_photo_kept_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case.number} {self.get_shows_display()}"
