"""Which place a written name means on a day: by code, Chinese, traditional or English name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from django.utils.translation import gettext as _

from zhiliang.systems.returns.feeds.words import plain

LEVELS = ("country", "province", "city", "district")
SUFFIXES = ("省", "市", "区", "區", "县", "縣", " District", " County")

MOST_GUESSES = 300


@dataclass(frozen=True)
class Named:
    """A name of a place while it was valid."""

    code: str
    level: str
    name_zh: str
    name_zh_hant: str
    name_en: str
    parent: str
    valid_from: date
    valid_to: date | None

    def holds(self, day: date) -> bool:
        """Whether the name was in force on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class PlaceUnknown(ValueError):
    """No place, or more than one, is written so; the text says what to do."""


class Gazetteer:
    """Spellings of all places through time."""

    def __init__(self, names: Iterable[Named]) -> None:
        self._names = tuple(names)
        self._days: dict[date, dict[str, tuple[str, ...]]] = {}
        self._unknown: dict[tuple[str, date], str] = {}

    def find(self, text: str, day: date) -> str:
        """The code of the place that `text` meant on `day`; PlaceUnknown if none or several."""
        spellings = self._on(day)
        codes = spellings.get(_code(text)) or spellings.get(plain(text), ())
        if len(codes) == 1:
            return codes[0]
        if codes:
            listed = "、".join(f"{self._name(code, day)}({code})" for code in codes)
            raise PlaceUnknown(_("有几个地方叫这个名字，请改填代码：%(list)s。") % {"list": listed})
        raise PlaceUnknown(self._why_not(text, day))

    def codes(self, day: date, *, levels: Iterable[str] = LEVELS) -> list[str]:
        """Codes of the places of some levels on a day, sorted."""
        wanted = set(levels)
        return sorted({n.code for n in self._names if n.holds(day) and n.level in wanted})

    def name(self, code: str, day: date) -> str:
        """The Chinese name of a code on a day; the code itself if it has none then."""
        return self._name(code, day)

    def level(self, code: str) -> str:
        """The level of a code; empty if unknown."""
        return next((n.level for n in self._names if n.code == code), "")

    def _on(self, day: date) -> dict[str, tuple[str, ...]]:
        if day not in self._days:
            self._days[day] = _spelt([name for name in self._names if name.holds(day)])
        return self._days[day]

    def _name(self, code: str, day: date) -> str:
        return next((n.name_zh for n in self._names if n.code == code and n.holds(day)), code)

    def _why_not(self, text: str, day: date) -> str:
        """What the clerk may have meant; after many unknown names only that they are unknown."""
        if (text, day) not in self._unknown:
            if len(self._unknown) >= MOST_GUESSES:
                return _no_place()
            self._unknown[text, day] = self._never(text, day) or self._nearest(text, day)
        return self._unknown[text, day]

    def _never(self, text: str, day: date) -> str:
        """Why a place that exists at another time does not on this day; empty if none does."""
        wanted = {_code(text), plain(text)}
        for name in self._names:
            if wanted & set(_spellings(name, "")):
                return _("%(name)s（%(code)s）在 %(day)s 不存在：有效期自 %(from)s 至 %(to)s。") % {
                    "name": name.name_zh,
                    "code": name.code,
                    "day": day.isoformat(),
                    "from": name.valid_from.isoformat(),
                    "to": name.valid_to.isoformat() if name.valid_to else _("今"),
                }
        return ""

    def _nearest(self, text: str, day: date) -> str:
        spellings = self._on(day)
        near = get_close_matches(plain(text), spellings, n=1, cutoff=0.5)
        if not near:
            return _no_place()
        code = spellings[near[0]][0]
        return _("没有这个地区。是不是“%(name)s”（%(code)s）？") % {
            "name": self._name(code, day),
            "code": code,
        }


def _no_place() -> str:
    return _("没有这个地区。请填 GB/T 2260 代码（如 440100）或名称（如 广州市）。")


def _code(text: str) -> str:
    """A place code as written in statistics: 12 digits with six zeros are the same place."""
    digits = plain(text)
    return digits[:6] if len(digits) == 12 and digits.endswith("000000") else digits


def _spelt(names: list[Named]) -> dict[str, tuple[str, ...]]:
    """Spelling → codes of the highest level that are spelt so: 潮州 is the city."""
    above = {name.code: name for name in names}
    found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name in names:
        parent = above[name.parent].name_zh if name.parent in above else ""
        for spelling in _spellings(name, parent):
            found[spelling][LEVELS.index(name.level)].add(name.code)
    return {
        spelling: tuple(sorted(by_level[min(by_level)])) for spelling, by_level in found.items()
    }


def _spellings(name: Named, parent: str) -> Iterator[str]:
    yield name.code
    for written in filter(None, (name.name_zh, name.name_zh_hant, name.name_en)):
        for form in (written, _bare(written)):
            yield plain(form)
    yield plain(f"{name.name_en} {name.level}")
    for above in filter(None, (parent, _bare(parent))):
        yield plain(above + name.name_zh)
    if name.level == "province":
        yield "全省"


def _bare(written: str) -> str:
    """The name without the word for its kind, unless too little is left (城区)."""
    for suffix in SUFFIXES:
        if written.endswith(suffix) and len(written) - len(suffix) >= 2:
            return written.removesuffix(suffix)
    return written
