"""Which typefaces a document uses: the official ones where a folder holds them, Noto otherwise.

The standard asks for 小标宋, 仿宋, 楷体 and 黑体 (GB/T 9704-2012, 5.2.2). The usual files
(方正小标宋, 仿宋_GB2312, 楷体_GB2312) may not be passed on, so they are not shipped: put them into
the folder named by ZHILIANG_FONTS. Without them Noto Serif CJK SC stands for 小标宋, 仿宋 and
楷体, Noto Sans CJK SC for 黑体. Fonts of the machine are never used: the bytes would differ.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import typst

SERIF = "Noto Serif CJK SC"
SANS = "Noto Sans CJK SC"
MONO = "Noto Sans Mono CJK SC"

ROLES: dict[str, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", SERIF),
    "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", SERIF),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", SERIF),
    "hei": (SANS,),
    "song": (SERIF,),
    "mono": (MONO, SANS),
}


def shipped_folder() -> Path:
    """The folder of the Noto CJK files that come with the requirements."""
    # Found, not imported: its own import would pull in Matplotlib.
    package = find_spec("mplfonts")
    assert package is not None and package.origin is not None
    return Path(package.origin).parent / "fonts"


@dataclass(frozen=True)
class FontBook:
    """Typefaces found, and the families to try for each role of the standard."""

    fonts: typst.Fonts
    families: dict[str, list[str]]


@lru_cache(maxsize=4)
def font_book(folder: str | None = None) -> FontBook:
    """Typefaces of `folder` (default: ZHILIANG_FONTS) before the shipped ones."""
    own = folder if folder is not None else os.environ.get("ZHILIANG_FONTS", "")
    paths = [Path(own)] if own and Path(own).is_dir() else []
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[*paths, shipped_folder()],
    )
    return FontBook(fonts=fonts, families=chosen(fonts.families()))


def chosen(families: Iterable[str]) -> dict[str, list[str]]:
    """For each role the families that are there, the official one first."""
    present = {family.lower() for family in families}
    return {
        role: [name for name in names if name.lower() in present] for role, names in ROLES.items()
    }
