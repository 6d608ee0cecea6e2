"""What gaps in the records mean, and what to do about them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Gap:
    """A kind of gap: its name, what it means, what to do."""

    name: Words
    meaning: Words
    remedy: Words


GAPS = {
    "unknown_lot": Gap(
        _("没有记录"), _("没有企业报送过这个码。"), _("核对号码；向持有人要进货单据。")
    ),
    "no_origin": Gap(
        _("来源不明"),
        _("被使用或者发出，却没有生产、收货的记录。"),
        _("要求持有人补报进货来源（索证索票）。"),
    ),
    "not_received": Gap(
        _("发出未见收到"),
        _("最后一条是发货，没有人报收货。"),
        _("按发货单联系收货方补报；召回时一并通知。"),
    ),
    "made_twice": Gap(
        _("两家都说是自己生产的"),
        _("同一个码由两个单位赋码，可能重号或者假冒。"),
        _("核对实物和编码证书；怀疑假冒的移送执法。"),
    ),
    "more_out": Gap(
        _("用出多于产出"),
        _("记录的使用量大于已知的产量或者收货量。"),
        _("查有没有漏报的来货，或者数量、单位报错。"),
    ),
}


def gap_of(kind: str) -> Gap:
    """A kind of gap in words."""
    return GAPS.get(kind, Gap(kind, "", ""))
