"""The Vega script that vl-convert carries, made once and kept in the data folder.

The address names the version, so a browser may keep it for good.
"""

import gzip
import os
from functools import cache
from importlib.metadata import version
from pathlib import Path

import vl_convert
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhiliang.core.pages.guards import public

FOR_GOOD = "public, max-age=31536000, immutable"
SNIPPET = "window.vegaEmbed = vegaEmbed;"
VERSION = version("vl-convert-python")


def bundle_path() -> Path:
    """The compressed bundle's file, made (about two seconds) if it is not there yet."""
    path = Path(settings.VAR) / "static" / f"vega-{VERSION}.js.gz"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(f".{os.getpid()}")
        script = vl_convert.javascript_bundle(SNIPPET).encode()
        aside.write_bytes(gzip.compress(script, mtime=0))
        aside.replace(path)
    return path


@cache
def _compressed() -> bytes:
    return bundle_path().read_bytes()


def bundle_url() -> str:
    """Address of the bundle of the installed version."""
    return reverse("vega", kwargs={"release": VERSION})


@public
def vega(request: HttpRequest, release: str) -> HttpResponse:
    """The bundle, compressed where the browser takes it so."""
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    body = _compressed() if zipped else gzip.decompress(_compressed())
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = FOR_GOOD
    response.headers["Vary"] = "Accept-Encoding"
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    return response
