"""What steps of trade are called by people who buy food."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhiliang.systems.traceability.models import Role

STEPS: dict[str, str | Promise] = {
    "accepting": _("收货"),
    "arriving": _("到达"),
    "assembling": _("组装"),
    "collecting": _("收集"),
    "commissioning": _("生产、赋码"),
    "creating_class_instance": _("生产"),
    "decommissioning": _("停用"),
    "departing": _("出发"),
    "destroying": _("销毁"),
    "dispensing": _("发放"),
    "holding": _("封存"),
    "inspecting": _("检验"),
    "killing": _("注销"),
    "loading": _("装车"),
    "packing": _("包装"),
    "picking": _("拣货"),
    "receiving": _("收货"),
    "repackaging": _("换包装"),
    "repairing": _("修理"),
    "retail_selling": _("零售"),
    "sampling": _("抽样"),
    "shipping": _("发货"),
    "stocking": _("上架"),
    "storing": _("入库存放"),
    "transporting": _("运输"),
    "unloading": _("卸车"),
    "unpacking": _("拆包"),
}
OTHER = _("经过")
MADE = _("生产、加工")
USED = _("用作原料")


def step_words(step: str, role: int | None = None) -> str | Promise:
    """A step in words; `role` is the goods' own in the event, None where only their box is told."""
    if role in (Role.OUTPUT, Role.OUTPUT_CLASS):
        return MADE
    if role in (Role.INPUT, Role.INPUT_CLASS):
        return USED
    return STEPS.get(step, OTHER)
