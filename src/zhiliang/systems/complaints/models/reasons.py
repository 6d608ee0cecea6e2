"""The cases in which a complaint is not accepted, and those that end mediation, by number."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RefusalReason(models.TextChoices):
    """Order 121, article 16, items 1 to 7."""

    OUTSIDE = "1", _("（一）不属于市场监督管理部门职责，或者本行政机关不具有处理权限")
    HANDLED = "2", _("（二）法院、仲裁机构、其他行政机关或者消费者协会已经受理或者处理过")
    NO_CONSUMER = "3", _("（三）不是为生活消费需要，或者不能证明存在消费者权益争议")
    TOO_LATE = "4", _("（四）知道或者应当知道权益受到侵害之日起超过三年")
    NO_PAPERS = "5", _("（五）未提供规定的材料，或者提供虚假材料")
    FALSE_NAME = "6", _("（六）冒用他人名义或者拒不配合核验真实身份信息")
    BY_LAW = "7", _("（七）法律、法规、规章规定不予受理的其他情形")


class EndReason(models.TextChoices):
    """Order 121, article 23, items 1 to 8."""

    WITHDRAWN = "1", _("（一）投诉人撤回投诉或者双方自行和解")
    ABSENT = "2", _("（二）无正当理由不参加调解，或者明确拒绝调解")
    NO_AGREEMENT = "3", _("（三）明确表示无法达成调解协议")
    NO_PAYER = "4", _("（四）对鉴定、检测费用承担无法协商一致")
    TIME_OVER = "5", _("（五）在调解期限内未能达成调解协议")
    NOT_ADMISSIBLE = "6", _("（六）受理后发现不予受理或者涉嫌敲诈的情形")
    PARTY_GONE = "7", _("（七）投诉人、被投诉人死亡或者主体资格灭失")
    BY_LAW = "8", _("（八）法律、法规、规章规定的其他情形")
