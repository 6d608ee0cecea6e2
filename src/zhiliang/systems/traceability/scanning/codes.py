"""A GS1 Digital Link below the site's root: read, or refused in plain words."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _

from zhiliang.methods.gs1 import DigitalLink, is_valid_gtin, levels, parse_digital_link

STEM = "https://id.gs1.org"
_SHAPE = re.compile(
    r"(?P<gtin>[^/]*)(?:/22/(?P<variant>.*?))?(?:/10/(?P<lot>.*?))?(?:/21/(?P<serial>.*))?\Z",
    re.DOTALL,
)
_PARTS = (("variant", "22"), ("lot", "10"), ("serial", "21"))
AIS = {ai for _name, ai in _PARTS}


class BadCode(Exception):
    """No GS1 code; says what is wrong with it, and which code may have been meant."""

    def __init__(self, words: str, *, meant: str = "", detail: str = "") -> None:
        super().__init__(words)
        self.words, self.meant, self.detail = words, meant, detail


@dataclass(frozen=True)
class Code:
    """What was scanned. `ids` are canonical, finest first, the product last."""

    link: DigitalLink
    ids: tuple[str, ...]

    @property
    def path(self) -> str:
        """The address of what was scanned, below the root of any resolver."""
        return path_of(self.link)

    @property
    def gtin(self) -> str:
        """Fourteen digits."""
        return self.link.key.value

    def value(self, ai: str) -> str:
        """The value of an application identifier; empty where the code has none."""
        return next((one.value for one in self.link.elements if one.ai == ai), "")

    def paths(self) -> list[tuple[str, str]]:
        """Canonical identifier and address of each level, finest first.

        An item's address keeps the lot where the code names both.
        """
        return [
            (one, self.path if at == 0 else _below_root(one)) for at, one in enumerate(self.ids)
        ]


def path_of(link: DigitalLink) -> str:
    """The path of key and qualifiers, each value in its one spelling."""
    return "".join(f"/{one.ai}/{quote(one.value, safe='')}" for one in link.identifiers)


def _below_root(canonical: str) -> str:
    return canonical.removeprefix(STEM)


def read(code: str, query: str = "") -> Code:
    """Read what stands behind /01/ in an address, and its query string; BadCode says why not."""
    # a slash inside a lot number arrives decoded, so it must be told from one between the parts
    plain = set(code.split("/")[1::2]) <= AIS
    shape = _SHAPE.match(code)
    path = _path(shape) if shape and not plain else _quoted(code)
    try:
        link = parse_digital_link(f"{STEM}/01/{path}" + (f"?{query}" if query else ""))
    except ValueError as fault:
        raise _refused(shape, str(fault)) from fault
    return Code(link, levels(STEM + path_of(link)))


def _quoted(code: str) -> str:
    return "/".join(quote(one, safe="") for one in code.split("/"))


def _path(shape: re.Match[str]) -> str:
    parts = [quote(shape["gtin"], safe="")]
    parts += [
        f"{ai}/{quote(shape[name], safe='')}" for name, ai in _PARTS if shape[name] is not None
    ]
    return "/".join(parts)


def _refused(shape: re.Match[str] | None, detail: str) -> BadCode:
    gtin = shape["gtin"] if shape else ""
    if shape is None or "order" in detail:
        words = _("批号（10）、序列号（21）要跟在商品条码（01）后面，先批号后序列号。")
        return BadCode(words, detail=detail)
    if detail.startswith("(01)"):
        return _bad_gtin(gtin, detail)
    for name, words in (
        ("lot", _("批号不对：应为 1 至 20 个字母、数字或标点，不能是汉字。")),
        ("serial", _("序列号不对：应为 1 至 20 个字母、数字或标点，不能是汉字。")),
        ("variant", _("商品变体编号不对：应为 1 至 20 个字母、数字或标点。")),
    ):
        if shape[name] is not None and detail.startswith(f"({dict(_PARTS)[name]})"):
            return BadCode(words, detail=detail)
    return BadCode(_("码里有一项不符合 GS1 规则。"), detail=detail)


def _bad_gtin(gtin: str, detail: str) -> BadCode:
    if not gtin.isascii() or not gtin.isdigit():
        return BadCode(_("商品条码只能是数字，共 14 位。"), detail=detail)
    if len(gtin) in (8, 12, 13) and is_valid_gtin(gtin):
        words = _("网址里的商品条码要写满 14 位，前面补零；收到 %(count)s 位。")
        return BadCode(words % {"count": len(gtin)}, meant=gtin.zfill(14), detail=detail)
    if len(gtin) != 14:
        words = _("商品条码应为 14 位数字，收到 %(count)s 位。")
        return BadCode(words % {"count": len(gtin)}, detail=detail)
    return BadCode(_("商品条码的最后一位（校验位）不对，可能抄错或者读错了一位。"), detail=detail)
