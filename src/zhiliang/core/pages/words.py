"""The words and icons of the states that pages show: sources, statuses, judgements."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages.page import Words


@dataclass(frozen=True, slots=True)
class Sign:
    """A state in words, with its icon and tone (good, warn, bad, quiet, info)."""

    words: Words
    icon: str
    tone: str


SOURCES: dict[str, Words] = {
    "records": _("记录"),
    "returns": _("填报"),
    "published": _("公布"),
    "sample": _("示例"),
}

SOURCE_NOTES: dict[str, Words] = {
    "records": _("由本平台的业务记录逐条计算"),
    "returns": _("由市县或部门按期填报并经核实"),
    "published": _("主管部门对外公布的数值"),
    "sample": _("演示用的虚构数据，不代表任何实际情况"),
}

STATUSES: dict[str, Words] = {
    "ok": _("正常"),
    "redefined": _("口径已变"),
    "discontinued": _("已停止统计"),
    "not_collected": _("未采集"),
    "suppressed": _("不予公布"),
}

JUDGEMENTS: dict[str, Sign] = {
    "met": Sign(_("达到"), "check", "good"),
    "on_track": Sign(_("进度正常"), "rise", "info"),
    "behind": Sign(_("落后"), "clock", "warn"),
    "missed": Sign(_("未达到"), "cross", "bad"),
    "discontinued": Sign(_("已停止统计"), "stop", "quiet"),
    "not_collected": Sign(_("未采集"), "dash", "quiet"),
    "distance": Sign(_("只列差距"), "gap", "info"),
}
