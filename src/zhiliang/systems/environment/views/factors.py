"""Kinds of data, statistics and flags of HJ 212 in the reader's words."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages.page import Words

KINDS: dict[str, Words] = {
    "2011": _("实时"),
    "2051": _("分钟"),
    "2061": _("小时"),
    "2031": _("日"),
}
STATISTICS: dict[str, Words] = {
    "Rtd": _("实时值"),
    "Avg": _("平均值"),
    "ZsAvg": _("折算平均值"),
    "Cou": _("累计值"),
    "Min": _("最小值"),
    "Max": _("最大值"),
}
FLAGS: dict[str, Words] = {
    "": _("未标记"),
    "N": _("正常"),
    "F": _("停运"),
    "M": _("维护"),
    "S": _("手工输入"),
    "D": _("故障"),
    "C": _("校准"),
    "T": _("超测量上限"),
    "B": _("通讯异常"),
}
