"""The API described for people: read from its own OpenAPI document."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhiliang.core.language import pick
from zhiliang.core.pages.guards import public
from zhiliang.core.pages.parts import Crumb
from zhiliang.web.api import api
from zhiliang.web.api.opendata import all_datasets


def _operations() -> list[dict[str, Any]]:
    schema = api.get_openapi_schema()
    return [
        {
            "path": path,
            "method": method.upper(),
            "words": pick(operation["summary"], operation.get("description", "")),
            "parameters": operation.get("parameters", []),
            "plain": "{" not in path
            and not any(p.get("required") for p in operation.get("parameters", [])),
        }
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


@public
def interface(request: HttpRequest) -> HttpResponse:
    """What can be asked of the API, and the tables that may be downloaded whole."""
    context = {
        "heading": _("数据接口：页面上的一切都可以用程序读取"),
        "lead": _("不需要密钥；登录后按同一权限返回更多内容。数值都是精确的十进制数。"),
        "crumbs": [Crumb(_("数据接口"))],
        "operations": _operations(),
        "datasets": [(name, title) for name, (title, _columns, _rows) in all_datasets().items()],
    }
    return render(request, "interface.html", context)
