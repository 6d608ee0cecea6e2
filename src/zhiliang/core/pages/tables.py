"""Lists of a page: its table, its filters, its downloads; built from the declaration."""

from collections.abc import Callable
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import DateTimeField, IntegerField, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import formats, timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_filters.utils import get_model_field
from django_tables2.utils import A

from zhiliang.core import places
from zhiliang.core.feed import write_csv, write_xlsx
from zhiliang.core.flow import Flow, flows
from zhiliang.core.pages.fields import Day
from zhiliang.core.pages.page import Column, Filter, Page
from zhiliang.core.pages.recorded import recorded
from zhiliang.core.pages.templatetags.zhiliang import source_badge, state_badge

PER_PAGE = 50
RIGHT = {"td": {"class": "num"}, "th": {"class": "num"}}
UNBROKEN = {"td": {"class": "key"}, "th": {"class": "key"}}
ATTRS = {"number": RIGHT, "times": RIGHT, "date": UNBROKEN, "moment": UNBROKEN}
Narrow = Callable[["QuerySet[Any]", str], "QuerySet[Any]"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Cell(tables.Column):
    """A column of a declared page: written by its kind, downloaded as it is stored."""

    def __init__(self, column: Column, page: Page, **options: Any) -> None:
        self.kind, self.page, self.read = column.kind, page, column.read
        options["attrs"] = ATTRS.get(column.kind, {})
        super().__init__(
            accessor=A(column.path.replace(".", "__")),
            verbose_name=column.label,
            order_by=(column.order_by,) if column.order_by else None,
            orderable=column.order_by is not None,
            default="",
            **options,
        )

    def render(self, value: Any, record: Any) -> Any:
        """The value as a reader sees it; states and sources go by their key, not their label."""
        if self.kind in ("state", "source"):
            value = self.accessor.resolve(record)
        if self.read:
            value = self.read(record)
        return written(value, kind=self.kind, page=self.page)

    def value(self, **options: Any) -> Any:
        """The value as a download carries it: states in words, the rest unchanged."""
        if self.kind == "state":
            return state_name(self.page, self.accessor.resolve(options["record"]))
        return self.read(options["record"]) if self.read else options["value"]


def written(value: Any, *, kind: str, page: Page) -> Any:
    """A value in the reader's form: badges for states and sources, local dates."""
    if kind == "state":
        return state_badge(state_name(page, value), tone_of(page, value))
    if kind == "source":
        return source_badge(value)
    if kind == "moment" and value:
        return formats.date_format(timezone.localtime(value), "Y-m-d H:i")
    if kind == "flag":
        return _("是") if value else _("否")
    if kind == "date" and value:
        return formats.date_format(value, "Y-m-d")
    if kind == "recorded":
        return recorded(value or "")
    if kind == "times" and value is not None:
        return _("%(times)s 倍") % {"times": value}
    return "" if value is None else value


def state_name(page: Page, state: str) -> str:
    """The state in words, from the page's flow."""
    return flows[page.flow].state_label(state) if page.flow else state


def tone_of(page: Page, state: str) -> str:
    """Good at the end of the straight way, quiet at any other end, info where somebody must act."""
    if not page.flow:
        return "quiet"
    flow = flows[page.flow]
    if any(state in step.sources and step.leads(state) != state and step.by for step in flow.steps):
        return "info"
    return "good" if state in straight_way(flow) else "quiet"


def straight_way(flow: Flow) -> list[str]:
    """The states from the first one on, always by the first step that leads to a new state."""
    way = [flow.initial]
    while onward := [
        step.leads(way[-1])
        for step in flow.steps
        if step.by and way[-1] in step.sources and step.leads(way[-1]) not in way
    ]:
        way.append(onward[0])
    return way


def table_of(page: Page, rows: QuerySet[Any]) -> tables.Table:
    """The table of a page over some rows; the first column leads to the case."""
    columns: dict[str, Any] = {
        f"c{number}": Cell(column, page, **_link(page, number))
        for number, column in enumerate(page.columns)
    }
    columns["label"] = page.title
    columns["Meta"] = type("Meta", (), {"empty_text": _("没有符合条件的记录。")})
    return type("PageTable", (tables.Table,), columns)(rows)


def _link(page: Page, number: int) -> dict[str, Any]:
    return {"linkify": (f"{page.key}-case", {"pk": A("pk")})} if number == 0 else {}


def filters_of(page: Page, data: Any, rows: QuerySet[Any]) -> django_filters.FilterSet:
    """The filters of a page, filled from the address."""
    fields: dict[str, Any] = {}
    for item in page.filters:
        fields |= _stretch(item, page) if item.kind == "dates" else {item.name: _filter(item, page)}
    fields["Meta"] = type("Meta", (), {"model": page.model_class, "fields": ()})
    return type("PageFilters", (django_filters.FilterSet,), fields)(data, queryset=rows)


class NarrowFilter(django_filters.ChoiceFilter):
    """A choice whose rows the page itself knows."""

    def __init__(self, *args: Any, narrow: Narrow, **options: Any) -> None:
        self._narrow = narrow
        super().__init__(*args, **options)

    def filter(self, rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
        """The rows of the choice."""
        return self._narrow(rows, value) if value else rows


class TypedFilter(django_filters.CharFilter):
    """A text whose rows the page itself knows, such as a code in any of its forms."""

    def __init__(self, *args: Any, narrow: Narrow, **options: Any) -> None:
        self._narrow = narrow
        super().__init__(*args, **options)

    def filter(self, rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
        """The rows of what was typed."""
        return self._narrow(rows, value) if value else rows


class PlaceFilter(django_filters.ChoiceFilter):
    """A place with all that lies in it."""

    def filter(self, rows: "QuerySet[Any]", value: str) -> "QuerySet[Any]":
        """The rows in the place."""
        if not value:
            return rows
        inside = places.subtree([value], day=timezone.localdate())
        return rows.filter(**{f"{self.field_name}__in": inside})


def _stretch(item: Filter, page: Page) -> dict[str, django_filters.Filter]:
    """The two ends of a stretch of days."""
    path = item.path or item.name
    day = f"{path}__date" if isinstance(_field(page, path), DateTimeField) else path
    ends = {"from": ("gte", _("{}自")), "to": ("lte", _("{}至"))}
    return {
        f"{item.name}_{end}": django_filters.DateFilter(
            day, how, label=format_lazy(words, item.label), widget=Day()
        )
        for end, (how, words) in ends.items()
    }


def _field(page: Page, path: str) -> Any:
    return get_model_field(page.model_class, path)


def _filter(item: Filter, page: Page) -> django_filters.Filter:
    path = item.path or item.name
    if item.kind == "contains" and item.narrow:
        return TypedFilter(path, narrow=item.narrow, label=item.label)
    if item.kind == "contains":
        return django_filters.CharFilter(path, "icontains", label=item.label)
    if item.kind == "exact":
        number = isinstance(_field(page, path), IntegerField)
        kind = django_filters.NumberFilter if number else django_filters.CharFilter
        return kind(path, label=item.label)
    choices = item.choices or (lambda: _own_choices(page, path))
    told = {"label": item.label, "choices": lambda: list(choices()), "empty_label": _("全部")}
    if item.narrow:
        return NarrowFilter(path, narrow=item.narrow, **told)
    return (PlaceFilter if item.kind == "place" else django_filters.ChoiceFilter)(path, **told)


def _own_choices(page: Page, path: str) -> list[tuple[str, Any]]:
    if path == page.state_field and page.flow:
        flow = flows[page.flow]
        return [(state, flow.state_label(state)) for state in flow.states]
    return list(getattr(page.model_class._meta.get_field(path), "choices", None) or ())


def download(table: tables.Table, request: HttpRequest, *, name: str) -> HttpResponse | None:
    """The table as CSV or XLSX where the address asks for it (`?format=csv`)."""
    return file_of(table, request.GET.get("format", ""), name=name)


def file_of(table: tables.Table, asked: str, *, name: str) -> HttpResponse | None:
    """The table as a file of the format asked for, csv or xlsx; None for anything else."""
    if asked not in ("csv", "xlsx"):
        return None
    cells = ([("" if cell is None else str(cell)) for cell in row] for row in table.as_values())
    head, *rows = cells
    if asked == "csv":
        response = HttpResponse(write_csv(head, rows), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(write_xlsx(head, rows), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{asked}"'
    return response
