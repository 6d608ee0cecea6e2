"""What complaints and tip-offs are told apart by, and texts that people write."""

from collections.abc import Callable
from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models.encrypted import EncryptedText
from zhiliang.core.product_kinds import hazard_choices, product_choices

MOST_TEXT = 20_000


class Channel(models.TextChoices):
    """By which way something came in."""

    WEB = "web", _("网页")
    NATIONAL = "12315", _("全国12315平台")
    HOTLINE = "12345", _("12345热线")
    PHONE = "phone", _("电话")
    LETTER = "letter", _("来信")
    VISIT = "visit", _("来访")
    OPEN311 = "open311", _("Open311 接口")
    OTHER = "other", _("其他渠道")


class Topic(models.TextChoices):
    """What it is about, beside product and hazard: configuration of this platform (示例配置)."""

    SAFETY = "safety", _("安全")
    QUALITY = "quality", _("产品质量")
    REPAIR = "repair", _("维修和三包")
    REFUND = "refund", _("退款退货")
    SERVICE = "service", _("服务")
    PRICE = "price", _("价格")
    ADVERTISING = "advertising", _("广告宣传")
    CONTRACT = "contract", _("合同")
    OTHER = "other", _("其他")


def personal(words: Any, most: int) -> EncryptedText:
    """A text that may say who somebody is: encrypted at rest, never searched."""
    return EncryptedText(words, blank=True, validators=[MaxLengthValidator(most)])


def product_field() -> "models.CharField[str, str]":
    """A kind of product; empty until somebody confirmed it."""
    return _of_kinds(_("产品类别"), product_choices)


def hazard_field() -> "models.CharField[str, str]":
    """A kind of hazard; empty until somebody confirmed it."""
    return _of_kinds(_("危害类别"), hazard_choices)


def _of_kinds(words: Any, choices: Callable[[], Any]) -> "models.CharField[str, str]":
    return models.CharField(words, max_length=20, choices=choices, blank=True)
