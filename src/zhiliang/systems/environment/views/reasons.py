"""Why the gateway refused something, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages.page import Words

REASONS: dict[str, Words] = {
    "garbage": _("帧与帧之间有不属于任何数据包的字节"),
    "length_absent": _("没有数据段长度"),
    "length_not_digits": _("数据段长度不是四位数字"),
    "oversize": _("数据段长度超过接收上限"),
    "length_wrong": _("数据段长度与实际不符"),
    "truncated": _("数据包没有发完"),
    "crlf_missing": _("末尾缺少回车换行"),
    "crc_not_hex": _("校验码不是十六进制数"),
    "crc_wrong": _("校验码与数据段不符"),
    "crc_modbus": _("校验码用了CRC-16/MODBUS算法"),
    "mn_missing": _("没有设备编号MN"),
    "cn_missing": _("没有命令编码CN"),
    "cipher_2025": _("按HJ 212-2025加密，尚不能解密"),
    "mn_unknown": _("没有登记的设备编号"),
    "password_wrong": _("访问密码不对"),
    "too_fast": _("上报过于频繁"),
    "address_contested": _("同一设备编号从另一个地址上报"),
    "command_wrong": _("网关不接受的命令"),
}


def reason_words(code: str) -> str:
    """A reason in words; its code where it is not known."""
    return str(REASONS.get(code, code))
