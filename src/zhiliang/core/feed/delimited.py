"""CSV in the encodings that officials' programs write."""

import csv
import io

from django.utils.translation import gettext as _

from zhiliang.core.feed.declaration import Unreadable
from zhiliang.core.feed.source import Lines

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(content: bytes) -> tuple[str, str]:
    """The text and the encoding's name: UTF-8, GB18030 or UTF-16, with or without a mark.

    Raises Unreadable if it is none of them.
    """
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        _refuse_nul(text)
        return text.removeprefix("\ufeff"), encoding
    raise Unreadable(
        _("认不出文件的编码：不是 UTF-8、GB18030（GBK）或 UTF-16 文本。"),
        _("请在 Excel 中另存为“CSV UTF-8(逗号分隔)”或 .xlsx 后重新导入。"),
    )


def _candidates(content: bytes) -> list[str]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return [encoding]
    # the high byte of a comma or a digit in UTF-16 is zero; a stray zero elsewhere is damage
    head = content[:2000]
    first, second = (head[offset::2].count(0) for offset in (0, 1))
    if max(first, second) * 20 > len(head):
        return ["utf-16-be" if first > second else "utf-16-le"]
    return ["utf-8", "gb18030"]


def _refuse_nul(text: str) -> None:
    before, found, _after = text.partition("\0")
    if found:
        line = before.count("\n") + 1
        raise Unreadable(
            _("第 %(line)s 行有空字符（NUL），文件可能已损坏或不是文本。") % {"line": line},
            _("请在 Excel 中另存为“CSV UTF-8(逗号分隔)”或 .xlsx 后重新导入。"),
            line=line,
        )


def lines(text: str) -> Lines:
    """Non-empty records with the line on which each begins; raises Unreadable at a broken one."""
    reader = csv.reader(io.StringIO(text, newline=""), _dialect(text), strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(
            _("第 %(line)s 行起的引号没有成对或单元格过长，后面的内容无法分列。")
            % {"line": begins},
            _("请检查该行的引号，或另存为 .xlsx 后重新导入。"),
            line=begins,
        ) from error


def _dialect(text: str) -> type[csv.Dialect]:
    head = text[:2000]
    separator = max(",;\t", key=head.count)
    return type("Separated", (csv.excel,), {"delimiter": separator})
