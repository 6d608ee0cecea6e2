"""The front page of the environment: its views and registers, each in one line."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiliang.core.pages import Page, pages
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import roles_of, visible
from zhiliang.systems.environment.models import Outlet

VIEWS = (
    (
        "environment_board",
        gettext_lazy("排放口实时看板"),
        gettext_lazy("哪些在报、哪些晚了、哪些没有声音、今天哪些小时超过限值。"),
    ),
    (
        "environment_calendar",
        gettext_lazy("空气日历"),
        gettext_lazy("一个城市一年的AQI，每天一格；两种分母的优良天数比例并列。"),
    ),
    (
        "environment_episodes",
        gettext_lazy("联防联治"),
        gettext_lazy("相邻城市同时超标的过程，和共同的响应级别。"),
    ),
    (
        "environment_quality",
        gettext_lazy("监测数据质量"),
        gettext_lazy("完整率、异常标记、时钟偏差、可疑不变值和更正；都不是判定。"),
    ),
    (
        "environment_gateway",
        gettext_lazy("网关拒收与提示"),
        gettext_lazy("哪个排放口的报文被拒收、为什么、从何时起；哪些写法不合标准但照样读出。"),
    ),
    (
        "environment_ledger",
        gettext_lazy("总量减排台账"),
        gettext_lazy("任务分到各市，措施核定削减量，离任务还差多少。"),
    ),
)


@by_policy
def overview(request: HttpRequest) -> HttpResponse:
    """What there is to see, for whoever asks."""
    context = {
        "heading": _("环境质量：从排放口的报文到年度数字"),
        "lead": _("监测数据进入数据湖，逐日判定，判定成为指标；每一步都能点进去看。"),
        "crumbs": [Crumb(_("环境质量"))],
        "views": [
            {"url": reverse(route), "name": name, "words": words} for route, name, words in VIEWS
        ],
        "registers": [_register(request, page) for page in pages() if _open(request, page)],
        "outlets": visible(request.user, Outlet).count(),
    }
    return render(request, "environment/overview.html", context)


def _open(request: HttpRequest, page: Page) -> bool:
    if not page.key.startswith("environment/"):
        return False
    return page.audience == "public" or not roles_of(request.user).isdisjoint(page.roles)


def _register(request: HttpRequest, page: Page) -> dict[str, Any]:
    rows = page.rows(visible(request.user, page.model_class)).count()
    return {"url": page.url, "name": page.title, "lead": page.lead, "rows": rows}


urlpatterns = [path("environment/", overview, name="environment")]
