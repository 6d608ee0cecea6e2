"""Open data: whole tables as CSV or Parquet, only what is public, exact decimals."""

import io
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema
from ninja.errors import HttpError

from zhiliang.core.feed import write_csv
from zhiliang.core.pages import Page, pages
from zhiliang.core.policy import visible
from zhiliang.indicators.current import figures_or_none
from zhiliang.indicators.table import FIGURES, PLACE_SETS, PLACES, SCALE, Table

router = Router(tags=["open data"])
LAKE_TABLES = (
    (FIGURES, _("填报和公布的数值")),
    (PLACES, _("地区及其名称的有效期")),
    (PLACE_SETS, _("地区分组")),
)
EXACT = pa.decimal128(18, 6)


class DatasetOut(Schema):
    """A table that may be downloaded whole."""

    name: str
    title: str
    columns: list[str]


def _lake_rows(table: Table) -> pa.Table:
    """A table of the lake without personal columns; scaled integers become decimals again."""
    figures = figures_or_none()
    if figures is None:
        raise HttpError(503, "还没有指标数据：请先运行 zhiliang project。")
    rows = figures.lake.read(table, _lake_columns(table))
    for number, (name, kind) in enumerate(_kinds(table)):
        if kind == "scaled6":
            rows = rows.set_column(number, pa.field(name, EXACT), _decimals(rows[name]))
    return rows


def _kinds(table: Table) -> list[tuple[str, str]]:
    return [(name, kind) for name, kind in table.columns if name not in table.personal]


def _lake_columns(table: Table) -> list[str]:
    return [name for name, _scaled in _kinds(table)]


def _decimals(column: pa.ChunkedArray) -> pa.Array:
    exact = [None if v is None else Decimal(v) / SCALE for v in column.to_pylist()]
    return pa.array(exact, EXACT)


def _page_rows(page: Page) -> pa.Table:
    """The public paths of a declared page, over what a visitor may see."""
    paths = [path.replace(".", "__") for path in page.public]
    rows = page.rows(visible(AnonymousUser(), page.model_class))
    columns = {path: [_follow(row, path) for row in rows] for path in paths}
    return pa.table({name: pa.array(map(_text, values)) for name, values in columns.items()})


def _follow(row: Any, path: str) -> Any:
    for part in path.split("__"):
        row = None if row is None else getattr(row, part)
    return row


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def all_datasets() -> dict[str, tuple[str, list[str], Callable[[], pa.Table]]]:
    found: dict[str, tuple[str, list[str], Callable[[], pa.Table]]] = {
        table.name: (str(title), _lake_columns(table), partial(_lake_rows, table))
        for table, title in LAKE_TABLES
    }
    for page in pages():
        if page.public:
            name = page.key.replace("/", "-")
            found[name] = (str(page.title), list(page.public), partial(_page_rows, page))
    return found


@router.get("/data", response=list[DatasetOut], summary="可以整表下载的数据集")
def datasets(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the tables that may be downloaded whole."""
    return [
        {"name": name, "title": title, "columns": columns}
        for name, (title, columns, _rows) in all_datasets().items()
    ]


@router.get("/data/{name}.{form}", summary="整表下载（CSV 或 Parquet）")
def dataset(request: HttpRequest, name: str, form: Literal["csv", "parquet"]) -> HttpResponse:
    """Download a table as CSV (UTF-8 with a byte order mark) or Parquet."""
    found = all_datasets().get(name)
    if found is None:
        raise Http404(f"没有数据集 {name}")
    rows = found[2]()
    response = _csv(rows) if form == "csv" else _parquet(rows)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _csv(rows: pa.Table) -> HttpResponse:
    body = write_csv(rows.column_names, zip(*(c.to_pylist() for c in rows.columns), strict=True))
    return HttpResponse(body, content_type="text/csv; charset=utf-8")


def _parquet(rows: pa.Table) -> HttpResponse:
    stream = io.BytesIO()
    pq.write_table(rows, stream)
    return HttpResponse(stream.getvalue(), content_type="application/vnd.apache.parquet")
