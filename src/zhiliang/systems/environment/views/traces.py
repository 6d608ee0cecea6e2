"""One factor's trace as a chart: band, mean, limits of the permits, noted standstills, flags."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from zhiliang.core.language import pick
from zhiliang.core.pages.parts import Chart
from zhiliang.core.pages.recorded import recorded
from zhiliang.systems.environment.judging.outlet_days import PH
from zhiliang.systems.environment.judging.permits import scale_of
from zhiliang.systems.environment.models import PermitLimit
from zhiliang.systems.environment.models.factors import factor_words, is_listed, unit_of
from zhiliang.systems.environment.readings import questions
from zhiliang.systems.environment.readings.questions import Bucket, Series
from zhiliang.systems.environment.views import charts
from zhiliang.systems.environment.views.factors import STATISTICS
from zhiliang.systems.environment.views.stretch import Stretch

# Of what a logger sends of one factor, the first that is there is drawn.
PREFERRED = ("ZsAvg", "Avg", "Rtd", "Cou")
MOST_FACTORS = 8


@dataclass(frozen=True)
class Line:
    """A limit while it is in force, in the factor's unit."""

    start: datetime
    end: datetime
    value: float
    words: str


@dataclass(frozen=True)
class Trace:
    """One factor's series over a stretch, with the limits that were in force."""

    factor: str
    statistic: str
    unit: str
    buckets: tuple[Bucket, ...]
    lines: tuple[Line, ...]
    bases: tuple[str, ...]

    @property
    def name(self) -> str:
        """The factor in words, with its unit."""
        name = factor_words(self.factor)
        return pick(f"{name}（{self.unit}）", f"{name} ({self.unit})") if self.unit else name

    @property
    def flagged(self) -> int:
        """Readings that the logger itself marked as not normal."""
        return sum(bucket.flagged for bucket in self.buckets)


def drawn(series: Iterable[Series], stretch: Stretch) -> list[tuple[str, str]]:
    """Factors that have data of this kind, each with the statistic that is drawn."""
    found: dict[str, set[str]] = {}
    for one in series:
        if one.cn == stretch.cn and one.statistic in PREFERRED:
            found.setdefault(one.factor, set()).add(one.statistic)
    return [(factor, min(found[factor], key=PREFERRED.index)) for factor in sorted(found)]


@dataclass(frozen=True)
class Choice:
    """Factors by how soon they are wanted: drawn, listed but one too many, listed nowhere."""

    first: list[tuple[str, str]]
    rest: list[tuple[str, str]]
    unlisted: list[tuple[str, str]]


def chosen(shown: Sequence[tuple[str, str]], limits: Iterable[PermitLimit]) -> Choice:
    """Factors with a limit come first, then those that a standard lists; no limit is crowded out.

    A factor that no standard lists is drawn only where a permit limits it.
    """
    limited = {limit.factor for limit in limits}
    known = [one for one in shown if one[0] in limited or is_listed(one[0])]
    known.sort(key=lambda one: one[0] not in limited)
    most = max(MOST_FACTORS, sum(one[0] in limited for one in known))
    unlisted = [one for one in shown if one not in known]
    return Choice(known[:most], known[most:], unlisted)


def trace_of(
    mn: str, factor: str, statistic: str, stretch: Stretch, limits: Sequence[PermitLimit]
) -> Trace:
    """Ask the lake for one factor; `limits` are those of permits in force during the stretch."""
    buckets = questions.series(
        mn,
        factor,
        cn=stretch.cn,
        statistic=statistic,
        start=stretch.start,
        end=stretch.end,
        buckets=stretch.buckets,
    )
    own = [limit for limit in limits if limit.factor == factor]
    unit = next((limit.unit for limit in own if limit.unit), unit_of(factor, statistic))
    scale = float(scale_of(factor, unit))
    buckets = tuple(bucket.times(scale) for bucket in buckets)
    lines = tuple(line for limit in own for line in _lines(limit, stretch))
    bases = tuple(dict.fromkeys(_basis(limit) for limit in own))
    return Trace(factor, statistic, unit, buckets, lines, bases)


def _basis(limit: PermitLimit) -> str:
    parts = (limit.permit.number, limit.words, limit.unit)
    words = f"{' '.join(filter(None, parts))}{pick('，', ', ')}{recorded(limit.basis)}"
    if limit.certainty == "verified":
        return words
    sure = limit.get_certainty_display()
    return words + pick(f"（{sure}）", f" ({sure})")


def _lines(limit: PermitLimit, stretch: Stretch) -> Iterable[Line]:
    start = max(stretch.start, datetime.combine(limit.permit.valid_from, time()))
    last = limit.permit.valid_to
    end = stretch.end if last is None else datetime.combine(last, time()) + timedelta(days=1)
    for value in (limit.lower, limit.upper):
        if value is not None and start < stretch.end:
            words = _("许可限值 %(value)s") % {"value": f"{value:f}"}
            yield Line(start, min(end, stretch.end), float(value), words)


def chart_of(trace: Trace, stretch: Stretch, notes: Sequence[dict[str, Any]]) -> Chart:
    """The chart with its finding; `notes` hold start, end, words of noted standstills."""
    spec = charts.trace(
        trace.buckets,
        start=stretch.start,
        width=stretch.width,
        count=stretch.buckets,
        lines=[
            {
                "start": f"{line.start:%Y-%m-%dT%H:%M:%S}",
                "end": f"{line.end:%Y-%m-%dT%H:%M:%S}",
                "value": line.value,
                "words": line.words,
            }
            for line in trace.lines
        ],
        notes=notes,
        zero=trace.factor != PH,
    )
    return Chart(f"trace-{trace.factor}", _title(trace), spec, _text(trace), note=_note(trace))


def _title(trace: Trace) -> str:
    known = [bucket for bucket in trace.buckets if bucket.mean is not None]
    if not known:
        return _("%(name)s：这段时间没有数值") % {"name": trace.name}
    facts = {
        "name": trace.name,
        "low": plain(min(bucket.minimum or 0 for bucket in known)),
        "high": plain(max(bucket.maximum or 0 for bucket in known)),
    }
    words = _("%(name)s：%(low)s 至 %(high)s") % facts
    limits = " / ".join(dict.fromkeys(plain(line.value) for line in trace.lines))
    return words + (_("，许可限值 %(limits)s") % {"limits": limits} if limits else "")


def _note(trace: Trace) -> str:
    words = [str(STATISTICS.get(trace.statistic, trace.statistic))]
    words += [_("浅带为每段的最小至最大，线为平均")]
    if trace.flagged:
        words += [_("%(n)s 个数据由数采仪标记为异常（底部短竖线）") % {"n": trace.flagged}]
    if not trace.factor.endswith("00000"):
        words += trace.bases or [_("没有这个因子的有效许可限值")]
    return str(_("；")).join(words)


def _text(trace: Trace) -> str:
    return _("%(title)s；共%(n)s段，%(flagged)s个异常标记。逐段数值见数据表。") % {
        "title": _title(trace),
        "n": len(trace.buckets),
        "flagged": trace.flagged,
    }


def plain(value: float) -> str:
    """A reading in at most four significant digits after grouping none."""
    return f"{value:.6g}"
