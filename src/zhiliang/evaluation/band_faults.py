"""Whether every possible score falls into exactly one grade."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.evaluation.scheme_place import Fault, exact, number_fault

Band = Mapping[str, Any]


def band_faults(bands: Sequence[Band], mode: str, full: Fraction | None) -> Iterator[Fault]:
    """Faults of the bands, best first; `to` is optional and must leave no score out or twice.

    With exact scores (mode none) a band ends where the better one starts; with whole scores
    (half_up) it may also be written as ending one point below: 80 to 89, then 90.
    """
    numbers = list(_number_faults(bands))
    yield from numbers
    if numbers:
        return
    grades = [str(band["grade"]) for band in bands]
    if len(set(grades)) < len(grades):
        yield Fault(("bands",), _("同一等级出现两次"))
    starts = [exact(band["from"]) or Fraction(0) for band in bands]
    if starts != sorted(set(starts), reverse=True):
        yield Fault(("bands",), _("须从高到低，不得重复"))
        return
    if not starts or starts[-1] != 0:
        yield Fault(("bands",), _("最低一档须从0起，否则有分数落空"))
    yield from _end_faults(bands, mode, full)


def _number_faults(bands: Sequence[Band]) -> Iterator[Fault]:
    for number, band in enumerate(bands):
        for name in ("from", "to"):
            if name == "from" or band.get("to") not in (None, ""):
                yield from number_fault(("bands", number, name), band[name], least=0)


def _end_faults(bands: Sequence[Band], mode: str, full: Fraction | None) -> Iterator[Fault]:
    first = exact(bands[0].get("to")) if bands else None
    if first is not None and full is not None and first != full:
        words = _("最高一档须到满分 %(full)s") % {"full": full}
        yield Fault(("bands", 0, "to"), words)
    for number, (better, band) in enumerate(pairwise(bands), start=1):
        end, start = exact(band.get("to")), exact(better["from"])
        if end is not None and start is not None:
            yield from _join_faults(number, (band, better), (end, start), mode)


def _join_faults(
    number: int, bands: tuple[Band, Band], ends: tuple[Fraction, Fraction], mode: str
) -> Iterator[Fault]:
    """How the end of a band meets the start of the better one."""
    (band, better), (end, start) = bands, ends
    path = ("bands", number, "to")
    named = {"grade": band["grade"], "better": better["grade"], "to": band["to"]}
    named["from"] = better["from"]
    if end > start:
        words = _("%(grade)s级到 %(to)s，%(better)s级从 %(from)s 起：两档重叠")
        yield Fault(path, words % named)
        return
    whole = mode == "half_up" and end.denominator == 1 and start.denominator == 1
    if end < start and not (whole and start - end == 1):
        named["score"] = f"{float((end + start) / 2):g}"
        words = _(
            "%(grade)s级到 %(to)s，%(better)s级从 %(from)s 起：%(score)s 分没有等级；"
            "写到 %(from)s（不含），或按整数分定级"
        )
        yield Fault(path, words % named)
