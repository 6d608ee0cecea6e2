"""What a file is by its own bytes, whatever its name says: the kinds that are taken as evidence."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TEXTS = ("utf-8-sig", "gb18030")
BLANKS = "\t\n\r\f"
MACROS = "vbaProject.bin"


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name, the endings it may have, and how its bytes are known."""

    words: str | Promise
    endings: tuple[str, ...]
    fits: Callable[[bytes], bool]


def _is_pdf(content: bytes) -> bool:
    return content[:1024].lstrip(b"\xef\xbb\xbf\t\r\n ").startswith(b"%PDF-")


def _begins(mark: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(mark)


def _is_package(folder: str) -> Callable[[bytes], bool]:
    """An Office Open XML package (ECMA-376) with its main part in that folder, without macros."""

    def fits(content: bytes) -> bool:
        if not content.startswith(b"PK\x03\x04"):
            return False
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            return False
        own = any(name.startswith(folder) for name in names)
        return own and "[Content_Types].xml" in names and not any(MACROS in n for n in names)

    return fits


def _is_text(content: bytes) -> bool:
    """Text in UTF-8 or GB 18030, with no control character but blanks."""
    for encoding in TEXTS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return all(letter >= " " or letter in BLANKS for letter in text)
    return False


KINDS = (
    Kind("PDF", ("pdf",), _is_pdf),
    Kind("PNG", ("png",), _begins(b"\x89PNG\r\n\x1a\n")),
    Kind("JPEG", ("jpg", "jpeg"), _begins(b"\xff\xd8\xff")),
    Kind("XLSX", ("xlsx",), _is_package("xl/")),
    Kind("DOCX", ("docx",), _is_package("word/")),
    Kind(gettext_lazy("CSV 或纯文本"), ("csv", "txt"), _is_text),
)
ENDINGS = tuple(ending for kind in KINDS for ending in kind.endings)


def kind_of(content: bytes) -> Kind | None:
    """The kind of some bytes; None where it is none that is taken."""
    return next((kind for kind in KINDS if kind.fits(content)), None)


def misfit(name: str, content: bytes) -> str:
    """Why a file is not taken, in words for who hands it in; empty where it is."""
    kind = kind_of(content)
    if kind is None:
        kinds = _("、").join(str(known.words) for known in KINDS)
        return _(
            "“%(name)s”的内容不是可以收的材料：只收 %(kinds)s，不收带宏的文件、网页、程序和压缩包。"
            "请另存或扫描成 PDF 后重新上传。"
        ) % {"name": name, "kinds": kinds}
    if PurePath(name).suffix.lower().removeprefix(".") not in kind.endings:
        endings = _("或").join(f".{ending}" for ending in kind.endings)
        return _(
            "“%(name)s”的内容是 %(kind)s，文件名却不是 %(endings)s，别人会打不开或误认。"
            "请核对是不是选错了文件，改好文件名后重新上传。"
        ) % {"name": name, "kind": kind.words, "endings": endings}
    return ""
