"""A scope by product: how many lots of each, from when until when."""

import shlex
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.pages.tables import RIGHT, UNBROKEN
from zhiliang.systems.traceability.answers import spoken
from zhiliang.systems.traceability.exploring.reaching import Reached
from zhiliang.systems.traceability.exploring.tables import MomentColumn
from zhiliang.systems.traceability.tracing.makers import attributes_of, name_in, product_of

_BAR = (
    '<svg class="trace-share" viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true"'
    ' focusable="false"><rect width="{}" height="10"/></svg>'
)


class Bar(tables.Column):
    """Lots as a bar; the number stands beside it."""

    def render(self, value: float) -> SafeString:
        """As wide as its share of the largest."""
        return format_html(_BAR, f"{200 * value:.1f}")


class Products(tables.Table):
    """One line a product, the one with most lots first."""

    name = tables.Column(gettext_lazy("产品"))
    code = tables.Column(gettext_lazy("商品条码"), attrs=UNBROKEN)
    lots = tables.Column(gettext_lazy("批次数"), attrs=RIGHT)
    share = Bar("", orderable=False, exclude_from_export=True, attrs={"td": {"class": "drawn"}})
    first = MomentColumn(gettext_lazy("最早"), attrs=UNBROKEN)
    last = MomentColumn(gettext_lazy("最晚"), attrs=UNBROKEN)

    key = "products"
    label = gettext_lazy("按产品")

    class Meta:
        default = ""


class _Tally:
    """Lots of one product so far; times compare as they are written."""

    def __init__(self) -> None:
        self.lots, self.first, self.last = 0, "", ""

    def add(self, at: str | None) -> None:
        self.lots += 1
        if at:
            self.first = min(self.first or at, at)
            self.last = max(self.last, at)


def products_of(names: Iterable[str], times: Iterable[str | None]) -> Products:
    """The table over the lots of a scope."""
    tallies: dict[str, _Tally] = {}
    for name, at in zip(names, times, strict=True):
        product = product_of(name) if "/01/" in name else ""
        if (tally := tallies.get(product)) is None:
            tally = tallies[product] = _Tally()
        tally.add(at)
    return Products(list(_rows(tallies)))


def _rows(tallies: dict[str, _Tally]) -> Iterator[dict[str, Any]]:
    named = attributes_of(tallies)
    most = max(one.lots for one in tallies.values())
    for product, one in sorted(tallies.items(), key=lambda pair: (-pair[1].lots, pair[0])):
        yield {
            "name": _name(product, named.get(product, {})),
            "code": spoken(product),
            "lots": one.lots,
            "share": one.lots / most,
            "first": _moment(one.first),
            "last": _moment(one.last),
        }


def _name(product: str, attributes: dict[str, str]) -> str:
    if not product:
        return _("箱、托盘和其他标识")
    return name_in(attributes) or spoken(product)


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def command_of(found: Reached) -> str:
    """What an administrator types to get holders and gaps; it looks forward only."""
    question = found.question
    words = ["zhiliang", "trace", spoken(question.root), "--json"]
    if question.as_of:
        words += ["--as-of", question.as_of.isoformat()]
    if question.window:
        since, until = question.window
        words += ["--since", since.isoformat(), "--until", until.isoformat()]
    return shlex.join(words)
