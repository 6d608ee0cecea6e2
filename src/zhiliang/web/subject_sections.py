"""What a subject's page shows below the grade: gap, gains, profile, range of ranks.

Only for who may read the subject. The rank it would reach among the others tells where the others
stand, so that is for the office alone; a median is told only of enough subjects.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zhiliang.core.language import pick
from zhiliang.core.pages.parts import Chart
from zhiliang.evaluation.improvement import Gain, Gap, gains, gap_to_next
from zhiliang.evaluation.profile import Mark, by_group, by_item
from zhiliang.evaluation.rescoring import Standing
from zhiliang.evaluation.words import plain
from zhiliang.web import analysis_charts, wording
from zhiliang.web.analysis import Analysis, sees_all
from zhiliang.web.analysis_tables import Gains, Profile, ready, told
from zhiliang.web.figures import indicator_url
from zhiliang.web.reading import Reading

SHOWN = 10
ENDS = 3  # strengths and weaknesses named in words


@dataclass(frozen=True)
class Looked:
    """One subject in its analysed year, and who looks."""

    analysis: Analysis
    one: Standing
    ranks: bool

    @property
    def peers(self) -> list[Standing]:
        """The subjects of its kind."""
        return self.analysis.peers(self.one.kind)


def sections(
    request: HttpRequest, reading: Reading, found: Mapping[str, Any], *, year: int
) -> dict[str, Any]:
    """The context of the sections; `tables` are those that can be downloaded."""
    version = reading.evaluation(year)
    assert version is not None and "items" in found
    analysis = Analysis(version)
    looked = Looked(analysis, analysis.of(found["code"]), sees_all(request.user))
    raised = gains(looked.one, looked.peers, analysis.scheme)
    gain_table = _gain_table(request, looked, raised)
    profile = _profile_table(request, looked)
    # a department is asked what no other is: there is nothing to compare it with
    compared = looked.one.kind != "department"
    return {
        "band": _band(looked),
        "gap": _gap_words(gap_to_next(looked.one, looked.peers, analysis.scheme)),
        "gain_table": gain_table,
        "gain_chart": _gain_chart(raised),
        "profile_table": profile if compared else None,
        "profile_chart": _profile_chart(looked) if compared else None,
        "ends": _ends(looked) if compared else None,
        "range": analysis.ranges(looked.one.kind)[looked.one.code],
        "range_words": told(analysis.ranges(looked.one.kind)[looked.one.code]),
        "sees_all": looked.ranks,
        "tables": [gain_table, *([profile] if compared else [])],
    }


def _band(looked: Looked) -> str:
    """Why this grade: the band the score lies in, or the veto."""
    bands = list(looked.analysis.scheme.data["bands"])
    grade = looked.one.grade
    if looked.one.vetoed:
        return _("有一票否决，不论得分，一律定为%(grade)s级。") % {"grade": grade}
    at = next(n for n, band in enumerate(bands) if str(band["grade"]) == grade)
    named = {"grade": grade, "from": bands[at]["from"], "score": f"{looked.one.shown:f}"}
    if at == 0:
        return _("%(score)s分，%(from)s分及以上为%(grade)s级。") % named
    named["to"] = bands[at - 1]["from"]
    return _("%(score)s分，%(from)s分及以上、不到%(to)s分为%(grade)s级。") % named


def _gap_words(gap: Gap | None) -> dict[str, Any] | None:
    if gap is None:
        return None
    return {
        "grade": gap.grade,
        "start": plain(gap.start),
        "missing": _upwards(gap.missing),
        "alone": [_named(gain) for gain in gap.alone[:ENDS]],
        "alone_count": len(gap.alone),
        "together": [_named(gain) for gain in gap.together],
    }


def _upwards(points: Fraction) -> str:
    """Points that are missing, never told smaller than they are."""
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    return wording.plain(exact.quantize(Decimal("0.01"), ROUND_CEILING))


def _name(entry: Mapping[str, Any]) -> str:
    return pick(entry["name_zh"], entry["name_en"])


def _named(gain: Gain) -> dict[str, str]:
    return {
        "name": _name(gain.entry),
        "points": plain(gain.points, 2),
        "how": pick(gain.entry["regain_zh"], gain.entry["regain_en"]),
    }


def _gain_table(request: HttpRequest, looked: Looked, raised: list[Gain]) -> Gains:
    rows = [_gain_row(gain) for gain in raised]
    hidden = () if looked.ranks else ("rank",)
    label = _("补上哪一项，得分提高最多")
    table = ready(Gains(rows, exclude=hidden), request, key="gains", label=label)
    table.tall = True
    return table


def _gain_row(gain: Gain) -> dict[str, Any]:
    entry = gain.entry
    return {
        "name": (_name(entry), indicator_url(entry["indicator"], entry["period"])),
        "lacks": plain(gain.points, 2),
        "half": f"{gain.half.shown:f}",
        "full": f"{gain.full.shown:f}",
        "grade": gain.full.grade,
        "rank": f"{gain.full.rank} ({gain.half.rank})",
        "how": pick(entry["regain_zh"], entry["regain_en"]) or _("每多一个单位都加分，封顶为止"),
    }


def _gain_chart(raised: list[Gain]) -> Chart | None:
    if not raised:
        return None
    shown = [
        {
            "name": _name(gain.entry),
            "value": float(gain.added),
            "shown": f"+{plain(gain.added, 2)}",
            "chosen": False,
        }
        for gain in raised[:SHOWN]
    ]
    best = raised[0]
    title = _("补满“%(item)s”提高最多：%(points)s分") % {
        "item": _name(best.entry),
        "points": plain(best.added, 2),
    }
    text = _("；").join(f"{row['name']} {row['shown']}" for row in shown)
    note = _("其他各项和其他对象都不变时，得分提高多少（百分制）；最多列%(most)s项。")
    spec = analysis_charts.bars(shown, words=_("得分提高"))
    return Chart("gains", title, spec, text, note % {"most": SHOWN})


def _percent(share: Fraction | None, places: int = 0) -> str:
    return "" if share is None else f"{plain(share * 100, places)}%"


def _profile_table(request: HttpRequest, looked: Looked) -> Profile:
    entries = {entry["key"]: entry for entry in looked.one.subject["items"]}
    groups = _groups(looked)
    rows = [
        _profile_row(mark, groups.get(mark.key, mark.key), _("全组"))
        for mark in by_group(looked.one, looked.peers)
    ]
    for mark in by_item(looked.one, looked.peers):
        entry = entries[mark.key]
        rows.append(_profile_row(mark, _name(entry), groups.get(entry.get("group", ""), "")))
    label = _("各组、各项得分率与同类中位数")
    return ready(Profile(rows), request, key="profile", label=label)


def _profile_row(mark: Mark, name: str, group: str) -> dict[str, Any]:
    return {
        "name": name,
        "group": group,
        "points": plain(mark.points),
        "own": _percent(mark.share),
        "median": _percent(mark.median),
        "ahead": "" if mark.median is None else f"{float(mark.ahead * 100):+.0f}",
        "word": _judged(mark),
    }


def _judged(mark: Mark) -> str:
    if mark.median is None:
        return ""
    if mark.ahead == 0:
        return _("持平")
    return _("强项") if mark.ahead > 0 else _("弱项")


def _groups(looked: Looked) -> dict[str, str]:
    listed = looked.analysis.scheme.data.get("groups", [])
    return {group["key"]: pick(group["name_zh"], group["name_en"]) for group in listed}


def _profile_chart(looked: Looked) -> Chart | None:
    groups = _groups(looked)
    marks = by_group(looked.one, looked.peers)
    if not marks or all(mark.median is None for mark in marks):
        return None
    rows = [
        {
            "name": groups.get(mark.key, mark.key),
            "own": float(mark.share * 100),
            "median": None if mark.median is None else float(mark.median * 100),
            "shown": f"{_percent(mark.share)} / {_percent(mark.median)}",
        }
        for mark in marks
    ]
    worst = min(marks, key=lambda mark: mark.ahead)
    title = _profile_title(worst, groups.get(worst.key, worst.key))
    text = _("；").join(f"{row['name']} {row['shown']}" for row in rows)
    spec = analysis_charts.against_median(rows, names=(_("本对象"), _("中位数")))
    note = _("圆点为本对象的得分率，竖线为同类对象的中位数；0到100%。")
    return Chart("profile", title, spec, text, note)


def _profile_title(worst: Mark, name: str) -> str:
    if worst.ahead >= 0:
        return _("各组得分率都不低于中位数")
    gap = plain(-worst.ahead * 100, 0)
    return _("“%(group)s”离中位数最远：低%(gap)s个百分点") % {"group": name, "gap": gap}


def _ends(looked: Looked) -> dict[str, list[dict[str, str]]]:
    """The items furthest above and below the median."""
    entries = {entry["key"]: entry for entry in looked.one.subject["items"]}
    marks = sorted(by_item(looked.one, looked.peers), key=lambda mark: (mark.ahead, mark.key))
    words = [
        (mark, {"name": _name(entries[mark.key]), "own": _percent(mark.share)}) for mark in marks
    ]
    told = [(mark, {**row, "median": _percent(mark.median)}) for mark, row in words]
    return {
        "weak": [row for mark, row in told[:ENDS] if mark.ahead < 0],
        "strong": [row for mark, row in reversed(told[-ENDS:]) if mark.ahead > 0],
    }
