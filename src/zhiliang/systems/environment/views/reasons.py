"""Why the gateway refused something, or noted it, or hung up, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.language import pick
from zhiliang.core.pages.page import Words
from zhiliang.methods.tables.hj212 import reasons

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
    "cn_malformed": _("命令编码CN写法不对"),
    "unfinished": _("数据包开了头，迟迟没有发完"),
    "parts_missing": _("拆分的数据包没有到齐"),
    "unreadable": _("本软件读不懂的数据包"),
}
CLOSINGS: dict[str, Words] = {
    "too_many": _("连接太多"),
    "fault_of_ours": _("本软件出错"),
    "faults": _("接连发来错误的数据包"),
    "no_frame": _("连上后一直没有完整的数据包"),
    "unfinished": _("数据包没有发完"),
    "idle": _("长时间没有数据包"),
}


def reason_words(code: str) -> str:
    """A reason or a note in words; its code where it is not known."""
    if code in REASONS:
        return str(REASONS[code])
    known = reasons().get(code)
    return pick(known.zh, known.en) if known else code


def closing_words(code: str) -> str:
    """Why a connection was closed; its code where it is not known."""
    return str(CLOSINGS.get(code, code))
