"""An outlet's readings as they were taken in, streamed as CSV or Parquet."""

import io
import tempfile
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from pyarrow import csv

from zhiliang.core.feed.export import RISKY
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.policy import fetch
from zhiliang.systems.environment.models import Outlet
from zhiliang.systems.environment.readings import questions
from zhiliang.systems.environment.views.stretch import Stretch, stretch_of

COLUMNS = (
    "cn",
    "data_time",
    "factor",
    "statistic",
    "value",
    "flag",
    "text",
    "received_at",
    "origin",
)
TEXTS = ("cn", "factor", "statistic", "flag", "text", "origin")
MARK = "\N{BYTE ORDER MARK}".encode()


@by_policy
def readings(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The readings of a stretch, of one factor where the address names it."""
    outlet = fetch(request.user, Outlet, pk=pk)
    now = timezone.make_naive(timezone.now())
    stretch = stretch_of(request.GET, questions.factors(outlet.mn), now)
    factor = request.GET.get("factor", "")
    batches = _batches(outlet, stretch, [factor] if factor else None)
    name = f"{outlet.code}-{stretch.start:%Y%m%d%H%M}-{stretch.end:%Y%m%d%H%M}.{form}"
    if form == "csv":
        return _csv(batches, name)
    if form == "parquet":
        return _parquet(batches, name)
    raise Http404(_("只有 CSV 和 Parquet 两种格式。"))


def _batches(
    outlet: Outlet, stretch: Stretch, factors: list[str] | None
) -> Iterator[pa.RecordBatch]:
    """Readings with the outlet's public code in place of the logger's number."""
    reader = questions.rows(
        cn=stretch.cn, start=stretch.start, end=stretch.end, mns=[outlet.mn], factors=factors
    )
    for batch in reader:
        kept = [batch.column(name) for name in COLUMNS]
        code = pa.repeat(pa.scalar(outlet.code), batch.num_rows)
        yield pa.RecordBatch.from_arrays([code, *kept], names=["outlet", *COLUMNS])


def _neutral(batch: pa.RecordBatch) -> pa.RecordBatch:
    """With an apostrophe before text that a spreadsheet would take for a formula."""
    for number, name in enumerate(batch.schema.names):
        if name not in TEXTS:
            continue
        text = batch.column(number).cast(pa.string())
        first = pc.utf8_slice_codeunits(text, 0, 1)
        risky = pc.fill_null(pc.is_in(first, pa.array(RISKY)), False)
        safe = pc.if_else(risky, pc.binary_join_element_wise("'", text, ""), text)
        batch = batch.set_column(number, name, safe)
    return batch


def _csv(batches: Iterator[pa.RecordBatch], name: str) -> StreamingHttpResponse:
    def pieces() -> Iterator[bytes]:
        yield MARK + ",".join(("outlet", *COLUMNS)).encode() + b"\n"
        for batch in batches:
            sink = io.BytesIO()
            csv.write_csv(_neutral(batch), sink, csv.WriteOptions(include_header=False))
            yield sink.getvalue()

    response = StreamingHttpResponse(pieces(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _parquet(batches: Iterator[pa.RecordBatch], name: str) -> FileResponse:
    """A file of its own, because the format ends with an index; gone when it has been sent."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    first = next(batches, None)
    with pq.ParquetWriter(file, first.schema if first else _EMPTY) as writer:
        for batch in (first, *batches) if first else ():
            writer.write_batch(batch)
    file.seek(0)
    kind = "application/vnd.apache.parquet"
    return FileResponse(file, as_attachment=True, filename=name, content_type=kind)


_EMPTY = pa.schema([("outlet", pa.string()), *((name, pa.string()) for name in COLUMNS)])

urlpatterns = [
    path(
        "environment/outlets/<int:pk>/readings/<slug:form>/", readings, name="environment_readings"
    )
]
