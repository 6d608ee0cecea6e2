"""REST API: what the pages show, with the same access rules, described by OpenAPI."""

from typing import Any

from ninja import NinjaAPI

from zhiliang.core.pages.guards import by_policy
from zhiliang.web.api import evaluations, figures, mandate, opendata, readings, sensorthings

api = NinjaAPI(
    title="质量 zhiliang",
    version="1",
    description=(
        "目标、指标、数值、地区、评价、公文和开放数据；与页面同一口径、同一权限。"
        "Targets, indicators, values, places, evaluations, documents and open data: the same "
        "definitions and the same access rules as the pages."
    ),
    docs_url=None,
    openapi_url="openapi.json",
)
for room in (mandate, figures, evaluations, opendata, readings, sensorthings):
    api.add_router("", room.router)


def _guarded() -> Any:
    """The routes; every one reads through Policy or only what is public."""
    patterns, application, namespace = api.urls
    for pattern in patterns:
        assert pattern.callback is not None
        by_policy(pattern.callback)
    return patterns, application, namespace


urls = _guarded()
