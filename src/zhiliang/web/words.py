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

RULES: dict[str, Words] = {
    "ratio_to_target": _("按达到目标的比例得分"),
    "threshold": _("达到目标得满分，否则不得分"),
    "binary": _("有得分，无不得分"),
    "tiered": _("分档得分"),
    "deduct": _("按次数扣分，扣完为止"),
    "base_plus": _("基础分加增长分"),
    "bonus": _("加分"),
    "veto": _("一票否决"),
}
