"""Factors, statistics and kinds of data of HJ 212 in the reader's words."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages.page import Words

# HJ 524 and HJ 525 codes that outlets commonly report; others are shown by their code.
NAMES: dict[str, Words] = {
    "w00000": _("污水流量"),
    "w01001": _("pH值"),
    "w01010": _("水温"),
    "w01012": _("悬浮物"),
    "w01018": _("化学需氧量"),
    "w01019": _("高锰酸盐指数"),
    "w01017": _("五日生化需氧量"),
    "w20111": _("总汞"),
    "w20115": _("总镉"),
    "w20117": _("六价铬"),
    "w20119": _("总砷"),
    "w20120": _("总铅"),
    "w20121": _("总镍"),
    "w20122": _("总铜"),
    "w20123": _("总锌"),
    "w21001": _("总氮"),
    "w21003": _("氨氮"),
    "w21011": _("总磷"),
    "w22001": _("石油类"),
    "a00000": _("废气流量"),
    "a01001": _("气温"),
    "a01011": _("烟气流速"),
    "a01012": _("烟气温度"),
    "a01013": _("烟气压力"),
    "a01014": _("烟气湿度"),
    "a05024": _("臭氧"),
    "a19001": _("氧含量"),
    "a21001": _("氨气"),
    "a21002": _("氮氧化物"),
    "a21004": _("二氧化氮"),
    "a21005": _("一氧化碳"),
    "a21026": _("二氧化硫"),
    "a34002": _("PM10"),
    "a34004": _("PM2.5"),
    "a34013": _("烟尘"),
}
# What is not in milligrams a litre (water) or a cubic metre (gas).
UNITS = {"w00000": "m³/h", "w01001": "", "w01010": "℃", "a00000": "m³/h", "a19001": "%"}
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


def factor_words(code: str) -> str:
    """A factor's name; its code where the name is not known."""
    return str(NAMES.get(code, code))


def factors_words(codes: str) -> str:
    """Several factors' names, their codes joined by 、."""
    return "、".join(factor_words(code) for code in codes.split("、") if code)


def unit_of(code: str) -> str:
    """The unit a factor is reported in."""
    if code in UNITS:
        return UNITS[code]
    return "mg/L" if code.startswith("w") else "mg/m³" if code.startswith("a") else ""
