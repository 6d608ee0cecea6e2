"""The words that officials write for indicators, statuses and sources."""

import csv
import unicodedata
from collections import defaultdict
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext as _

from zhiliang.core.feed import FieldError
from zhiliang.indicators.definition import Definition
from zhiliang.indicators.registry import definitions

STATUSES = {
    **dict.fromkeys(("", "ok", "正常"), "ok"),
    **dict.fromkeys(("redefined", "口径改变", "口径已变", "口径变化"), "redefined"),
    **dict.fromkeys(("discontinued", "取消", "已停止统计", "停止统计"), "discontinued"),
    **dict.fromkeys(("not_collected", "未统计", "未采集", "未报送"), "not_collected"),
    **dict.fromkeys(("suppressed", "不公开", "不予公布"), "suppressed"),
}
SOURCES = {
    **dict.fromkeys(("", "returns", "填报"), "returns"),
    **dict.fromkeys(("published", "公布"), "published"),
    **dict.fromkeys(("sample", "示例"), "sample"),
}

LONGEST = 60


def plain(text: str) -> str:
    """The text without differences of width, case and spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def definition_of(text: str) -> Definition:
    """The definition of a key or a name; FieldError with the nearest one if there is none."""
    keys = _keys().get(plain(text), ())
    if len(keys) == 1:
        return definitions()[keys[0]]
    if keys:
        reason = _("这个名称有几个指标，请改填代码：%(keys)s。") % {"keys": "、".join(keys)}
        raise FieldError("indicator", text, reason)
    raise FieldError("indicator", text, _("没有这个指标。") + nearest_indicator(text))


def nearest_indicator(text: str) -> str:
    """What was probably meant, as a sentence; where to look if nothing is near."""
    wanted = plain(text)[:LONGEST]
    system = wanted.partition(".")[0] + "."
    # a key is compared with its system's keys only: a file may hold thousands of unknown ones
    alike = [spelling for spelling in _keys() if spelling.startswith(system)] or _keys()
    near = get_close_matches(wanted, alike, n=1, cutoff=0.6)
    if not near:
        return _("全部指标见模板第二页，或运行 zhiliang indicators。")
    definition = definitions()[_keys()[near[0]][0]]
    return _("是不是“%(name)s”（%(key)s）？") % {"name": definition.name_zh, "key": definition.key}


@cache
def reporters() -> dict[str, tuple[str, ...]]:
    """Indicator → levels of place (city, district, province, country) that report it."""
    table = files("zhiliang.systems.returns") / "published" / "INDICATORS.csv"
    rows = csv.DictReader(table.read_text("utf-8-sig").splitlines())
    return {row["key"]: tuple(row["reporter"].split(";")) for row in rows}


@cache
def _keys() -> dict[str, tuple[str, ...]]:
    """Plain spelling → keys that are spelt so."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, definition in definitions().items():
        for spelling in (key, definition.name_zh, definition.name_en):
            found[plain(spelling)].add(key)
    return {spelling: tuple(sorted(keys)) for spelling, keys in found.items()}
