"""Codes as people type, paste or scan them into a field."""

import re
import unicodedata

from django.utils.translation import gettext as _

from zhiliang.methods.gs1 import canonical, gtin_14, is_valid_gtin
from zhiliang.systems.traceability.scanning.codes import BadCode

LONGEST = 500
_PLAIN = re.compile(r"(\d{8}|\d{12,14})(?:[\s,+，、]+(?:批号|lot)?[:：\s]*(\S+))?", re.IGNORECASE)


def canonical_of(text: str) -> str:
    """The canonical identifier of a code in any form; BadCode says what is wrong.

    A link, an EPC URN, (01)…(10)…, ^01…, or a bare product code with the lot behind a space.
    """
    held = unicodedata.normalize("NFKC", text).strip()[:LONGEST]
    if not held:
        raise BadCode(_("请输入或者扫入一个码。"))
    if found := _PLAIN.fullmatch(held):
        return _plain(found[1], found[2] or "")
    try:
        return canonical(held)
    except ValueError as fault:
        raise BadCode(
            _(
                "认不出这个码。可以写：(01)商品条码(10)批号、网址、urn:epc:…，"
                "或者商品条码空一格写批号。"
            ),
            detail=str(fault),
        ) from fault


def _plain(gtin: str, lot: str) -> str:
    if not is_valid_gtin(gtin):
        raise BadCode(_("商品条码的最后一位（校验位）不对，可能抄错或者读错了一位。"))
    try:
        return canonical(f"(01){gtin_14(gtin)}" + (f"(10){lot}" if lot else ""))
    except ValueError as fault:
        words = _("批号不对：应为 1 至 20 个字母、数字或标点，不能是汉字。")
        raise BadCode(words, detail=str(fault)) from fault
