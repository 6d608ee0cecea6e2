"""Document numbers (发文字号): agency code, year in hexagonal brackets, running number.

GB/T 9704-2012, 7.2.5: four-digit year in 〔〕, no 第, no padding zeros, closed by 号.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError

SAMPLE_NUMBER = "示例"
_WRITTEN = re.compile(r"(?P<agency>[^\d〔]+)〔(?P<year>\d{4})〕(?P<serial>[1-9]\d*)号")


class BadNumber(ClerkError):
    """A text that should be a document number is not one."""


@dataclass(frozen=True, order=True)
class DocumentNumber:
    """A number such as 粤府〔2010〕84号: `DocumentNumber("粤府", 2010, 84)`."""

    agency: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.agency}〔{self.year}〕{self.serial}号"

    @classmethod
    def parse(cls, text: str) -> "DocumentNumber":
        """The number written in `text`; BadNumber says how it must look."""
        found = _WRITTEN.fullmatch(text.strip())
        if not found:
            raise BadNumber(
                _("发文字号“%(text)s”不合规范。") % {"text": text},
                _("请写成“粤府〔2010〕84号”的样子：年份用六角括号，序号不加“第”、不补零。"),
            )
        return cls(found["agency"], int(found["year"]), int(found["serial"]))


def given_number(text: str, *, sample: bool) -> str:
    """The number that a paper bears, empty for none; what is made up gets none of its own.

    BadNumber says how it must look.
    """
    written = str(DocumentNumber.parse(text)) if text else ""
    return SAMPLE_NUMBER if sample else written
