"""Words for the keys that mandate and schemes use."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages.page import Words

STATES: dict[str, Words] = {"working": _("已运行"), "planned": _("规划中")}

LEGAL_STATES: dict[str, Words] = {
    "in_force": _("仍然有效"),
    "transformed": _("已改换"),
    "discontinued": _("已取消"),
}

KINDS: dict[str, Words] = {
    "target": _("目标"),
    "system": _("制度"),
    "mechanism": _("机制"),
    "platform": _("平台"),
    "duty": _("职责"),
}

SUBJECT_KINDS: dict[str, Words] = {
    "city": _("地级以上市"),
    "district": _("区县"),
    "department": _("省直部门"),
}
