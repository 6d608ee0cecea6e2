"""One cell of a sampling file as a value; FieldError says what is wrong with it."""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from zhiliang.core.feed import FieldError

Row = dict[str, str]


def day(row: Row, field: str) -> date | None:
    """A day written 2026-11-26; None for an empty cell."""
    if not row[field]:
        return None
    try:
        return date.fromisoformat(row[field].replace("/", "-"))
    except ValueError:
        raise FieldError(field, row[field], _("日期写作 2026-11-26。")) from None


def whole(row: Row, field: str) -> int | None:
    """A whole number that is not negative; None for an empty cell."""
    if not row[field]:
        return None
    if not (row[field].isascii() and row[field].isdigit()) or len(row[field]) > 12:
        raise FieldError(field, row[field], _("须为不小于0的整数。"))
    return int(row[field])


def chosen(row: Row, field: str, among: type[TextChoices]) -> str:
    """One of several words, its key or its Chinese or English label."""
    for key, label in among.choices:
        if row[field] in (key, str(label)):
            return str(key)
    known = _("、").join(str(label) for _key, label in among.choices)
    raise FieldError(field, row[field], _("须为：%(known)s。") % {"known": known})
