"""The tables of the plan explorer, and how its numbers are written."""

from collections.abc import Sequence

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.pages.tables import RIGHT, UNBROKEN
from zhiliang.methods.sampling import Cell
from zhiliang.systems.sampling.views.explorer_sides import Side

LISTED = (0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6.5, 10)


class Severities(tables.Table):
    """The three severities side by side."""

    name = tables.Column(gettext_lazy("严格度"), attrs=UNBROKEN, orderable=False)
    letter = tables.Column(gettext_lazy("方案字码"), orderable=False)
    n = tables.Column(gettext_lazy("样本量 n"), attrs=RIGHT, orderable=False)
    ac = tables.Column(gettext_lazy("接收数 Ac"), attrs=RIGHT, orderable=False)
    re = tables.Column(gettext_lazy("拒收数 Re"), attrs=RIGHT, orderable=False)
    at_aql = tables.Column(gettext_lazy("AQL 处接收（%）"), attrs=RIGHT, orderable=False)
    consumer = tables.Column(gettext_lazy("一成被接收的质量"), attrs=RIGHT, orderable=False)
    aoql = tables.Column(gettext_lazy("AOQL"), attrs=RIGHT, orderable=False)
    ati = tables.Column(gettext_lazy("AQL 处 ATI"), attrs=RIGHT, orderable=False)
    source = tables.Column(gettext_lazy("出处"), attrs=UNBROKEN, orderable=False)


class Curve(tables.Table):
    """Chances of acceptance by quality; outgoing quality and inspection of the one chosen."""

    quality = tables.Column(gettext_lazy("批质量"), attrs=RIGHT, orderable=False)
    normal = tables.Column(gettext_lazy("正常（%）"), attrs=RIGHT, orderable=False)
    tightened = tables.Column(gettext_lazy("加严（%）"), attrs=RIGHT, orderable=False)
    reduced = tables.Column(gettext_lazy("放宽（%）"), attrs=RIGHT, orderable=False)
    aoq = tables.Column(gettext_lazy("平均检出质量"), attrs=RIGHT, orderable=False)
    ati = tables.Column(gettext_lazy("平均检验总数"), attrs=RIGHT, orderable=False)


def figure(value: float, places: int = 2) -> str:
    """A number with few digits and no zeros at its end; small ones keep two significant digits."""
    if value and abs(value) < 10**-places:
        return f"{value:.2g}"
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def severities_of(sides: Sequence[Side]) -> Severities:
    """The plans of the severities, a line each."""
    table = Severities(
        [
            {
                "name": side.name,
                "letter": side.plan.letter,
                "n": side.plan.n,
                "ac": side.plan.ac,
                "re": side.plan.re,
                "at_aql": figure(side.at_aql, 1),
                "consumer": figure(side.consumer_quality),
                "aoql": figure(side.worst_outgoing),
                "ati": figure(side.inspected(float(side.asked.aql)), 1),
                "source": _source(side.cell),
            }
            for side in sides
        ]
    )
    table.label = _("正常、加严、放宽并列")
    table.key = "plan"
    return table


def _source(cell: Cell) -> str:
    return _("表 %(table)s 字码 %(letter)s") % {"table": cell.table, "letter": cell.letter}


def curve_of(sides: Sequence[Side], chosen: Side) -> Curve:
    """Qualities up to ten times the AQL, a line each."""
    top = 100.0 if not chosen.asked.counted else float("inf")
    qualities = [times * float(chosen.asked.aql) for times in LISTED]
    table = Curve(
        [
            {
                "quality": figure(quality, 3),
                **{side.key: figure(side.accepted(quality), 1) for side in sides},
                "aoq": figure(chosen.outgoing(quality), 3),
                "ati": figure(chosen.inspected(quality), 1),
            }
            for quality in qualities
            if quality <= top
        ]
    )
    table.label = _("各种批质量下的接收概率")
    table.key = "curve"
    return table
