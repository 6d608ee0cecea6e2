"""The bytes of a handed-in file: how large they may be and what they are."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from zhiliang.core.feed.declaration import Unreadable

LARGEST_FILE = 50 * 1024 * 1024
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"

# a line number in the file and the cells that stand there
Lines = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True)
class Source:
    """A file in memory, with its digest."""

    content: bytes
    name: str
    digest: str

    @property
    def is_workbook(self) -> bool:
        """Whether the content is a zip, as XLSX files are; the name does not matter."""
        return self.content.startswith(_ZIP)


def load(source: Path | bytes, *, name: str = "") -> Source:
    """The file's bytes; raises Unreadable if it is missing, too large, empty or old Excel."""
    if isinstance(source, bytes):
        _check_size(len(source))
        content = source
    else:
        name, content = name or source.name, _read(source)
    if not content.strip():
        raise Unreadable(_("文件是空的。"), _("请确认选对了文件。"))
    if content.startswith(_OLD_EXCEL):
        raise Unreadable(
            _("这是旧版 Excel 文件（.xls）或加密的工作簿，无法读取。"),
            _("请在 Excel 中另存为不带密码的 .xlsx 或 CSV 后重新导入。"),
        )
    return Source(content, name, hashlib.sha256(content).hexdigest())


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise Unreadable(_("找不到文件：%(path)s") % {"path": path}, _("请检查路径和文件名。"))
    # asked before reading, so that a huge file never enters memory
    _check_size(path.stat().st_size)
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(
            _("文件打不开：%(reason)s") % {"reason": error.strerror or error},
            _("请检查文件的读取权限。"),
        ) from error


def _check_size(size: int) -> None:
    if size > LARGEST_FILE:
        raise Unreadable(
            _("文件有 %(size)s MB，超过上限 %(limit)s MB，没有读取。")
            % {"size": size // 1024**2, "limit": LARGEST_FILE // 1024**2},
            _("请按地区或期间拆分后分次导入。"),
        )
