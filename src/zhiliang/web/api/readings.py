"""Monitoring readings in bulk: the lake's own Parquet files with their digests, and flat CSV."""

import re
from calendar import monthrange
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema
from ninja.errors import HttpError

from zhiliang.systems.environment.readings.lake import File, ReadingsLake, current_readings
from zhiliang.systems.environment.sensorthings.flat import flat_csv

router = Router(tags=["readings"])
CODE = re.compile(r"[0-9]{4}")
PERIOD = re.compile(r"(?P<month>(?:19|20)[0-9]{2}-[0-9]{2})(?P<day>-[0-9]{2})?")
PARQUET = "application/vnd.apache.parquet"


class FileOut(Schema):
    """A Parquet file of the lake; `span` is the hour, day or month its readings lie in."""

    name: str
    cn: str
    span: str
    rows: int
    bytes: int
    sha256: str
    url: str


class IndexOut(Schema):
    """Every file of one manifest; `counts` is what has become of all readings so far."""

    manifest: int
    rows: int
    counts: dict[str, int]
    files: list[FileOut]


@router.get("/readings", response=IndexOut, summary="监测数据的全部文件及其摘要")
def index(request: HttpRequest, cn: str | None = None, period: str | None = None) -> dict[str, Any]:
    """Return the Parquet files with SHA-256 and rows: all, or those of a CN and a day or month."""
    lake = current_readings()
    files = [file for file in lake.files("readings", cn=cn) if _in(file, period, lake)]
    base = request.build_absolute_uri("/api/readings/files/")
    listed = [_told(file, lake, base) for file in files if Path(lake.path(file)).exists()]
    return {
        "manifest": lake.number,
        "rows": sum(file["rows"] for file in listed),
        "counts": dict(lake.counts),
        "files": listed,
    }


def _in(file: File, period: str | None, lake: ReadingsLake) -> bool:
    if period is None:
        return True
    first, last = _days(period)
    span = datetime.combine(first, time()), datetime.combine(last, time.max)
    return file in lake.between(file.cn, *span)


def _told(file: File, lake: ReadingsLake, base: str) -> dict[str, Any]:
    return {
        "name": file.path,
        "cn": file.cn,
        "span": file.span,
        "rows": file.rows,
        "bytes": Path(lake.path(file)).stat().st_size,
        "sha256": file.sha256,
        "url": base + quote(file.path),
    }


@router.get("/readings/files/{name}", summary="下载一个监测数据文件（Parquet）")
def parquet(request: HttpRequest, name: str) -> FileResponse:
    """Download one of the listed Parquet files; its ETag is its SHA-256."""
    lake = current_readings()
    file = next((one for one in lake.files("readings") if one.path == name), None)
    path = Path(lake.path(file)) if file else None
    if file is None or path is None or not path.exists():
        raise Http404(
            _("没有文件 %(name)s：监测数据可能刚刚合并过，请重新读取 /api/readings 的清单。")
            % {"name": name}
        )
    stream = path.open("rb")
    response = FileResponse(stream, as_attachment=True, filename=name, content_type=PARQUET)
    response.headers["ETag"] = f'"{file.sha256}"'
    return response


@router.get("/readings/{cn}/{period}.csv", summary="下载一类监测数据一日或一月的平面表（CSV）")
def flat(request: HttpRequest, cn: str, period: str) -> StreamingHttpResponse:
    """Download a CN's readings of a day (2024-01-05) or month (2024-01) as flat CSV, streamed."""
    if not CODE.fullmatch(cn):
        raise HttpError(400, _("CN 是四位数字，如 2061（小时）、2051（分钟）、2031（日）。"))
    first, last = _days(period)
    body = flat_csv(cn, first, last, current_readings())
    response = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="readings-{cn}-{period}.csv"'
    return response


def _days(period: str) -> tuple[date, date]:
    """First and last day of a day or a month."""
    match = PERIOD.fullmatch(period)
    try:
        if match is None:
            raise ValueError
        first = date.fromisoformat(match["month"] + (match["day"] or "-01"))
    except ValueError:
        raise HttpError(400, _("时期写成一日（2024-01-05）或一月（2024-01）。")) from None
    if match["day"]:
        return first, first
    return first, first.replace(day=monthrange(first.year, first.month)[1])
