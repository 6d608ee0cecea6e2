"""OGC SensorThings 1.1 over the monitoring readings: one address for all its resources."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from ninja import Router

from zhiliang.systems.environment.sensorthings.service import Reply, answer, refusal

router = Router(tags=["sensorthings"])
ROOT = "/sensorthings/v1.1"
WRITE = ["POST", "PUT", "PATCH", "DELETE"]


def _response(request: HttpRequest, answered: Callable[[], Reply]) -> HttpResponse:
    """An answer in the language that the request prefers; Chinese where it names none."""
    language = get_language_from_request(request)
    with override(language):
        reply = answered()
    response = HttpResponse(reply.body, content_type=reply.content_type, status=reply.status)
    response.headers["Content-Language"] = language
    patch_vary_headers(response, ("Accept-Language",))
    # public readings, for pages of other sites as well
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _read_only() -> Reply:
    return refusal(405, _("本服务只读：数据由数采仪上报，台账由主管部门登记。"))


@router.get(ROOT, summary="OGC SensorThings 1.1 服务（只读）：服务根")
def root(request: HttpRequest) -> HttpResponse:
    """Return the entity sets of the read-only SensorThings 1.1 service and its conformance."""
    return resource(request, "")


@router.get(ROOT + "/{path:resource}", summary="OGC SensorThings 1.1：实体、关系和查询")
def resource(request: HttpRequest, resource: str) -> HttpResponse:
    """Return Things, Datastreams, Observations …: $filter, $expand, $select, $orderby, $top, …"""
    base = request.build_absolute_uri(f"/api{ROOT}")
    return _response(request, lambda: answer(resource, request.GET.dict(), base))


@router.api_operation(WRITE, ROOT, include_in_schema=False, url_name="sensorthings_write_root")
def write_root(request: HttpRequest) -> HttpResponse:
    """Refuse to write."""
    return write(request, "")


@router.api_operation(WRITE, ROOT + "/{path:resource}", include_in_schema=False)
def write(request: HttpRequest, resource: str) -> HttpResponse:
    """Refuse to write: readings come from loggers, registers from their offices."""
    response = _response(request, _read_only)
    response.headers["Allow"] = "GET"
    return response
