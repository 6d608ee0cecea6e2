"""Pages of a refusal: they say what happened, why, and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.models import Person
from zhiliang.core.pages.guards import public
from zhiliang.web.actions import note_denial


def _page(request: HttpRequest, status: int, heading: str, text: str) -> HttpResponse:
    context = {"heading": heading, "text": text, "status": status}
    return render(request, "refused.html", context, status=status)


@public
def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of ours, or from one left open for too long."""
    return _page(
        request,
        403,
        _("表单已过期，没有保存"),
        _("页面打开时间过长，或浏览器没有接受 Cookie。请返回上一页，刷新后重新提交。"),
    )


@public
def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, and the log tells: GB/T 22239-2019 8.1.4.3 b) wants refusals as well."""
    if isinstance(request.user, Person):
        note_denial(request.path, by=request.user, now=timezone.now())
    reason = str(exception or "") or _("您的角色或管辖范围不包括这一页。")
    return _page(request, 403, _("无权查看这一页"), reason)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    told = str(exception or "")
    reason = told if told and "{" not in told else _("地址有误，或内容已经移动、撤下。")
    return _page(request, 404, _("没有这一页"), reason)


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(request, 400, _("请求无法处理"), _("地址或提交的内容不完整，请返回后重试。"))


@public
def too_large(request: HttpRequest, *, limit: int) -> HttpResponse:
    """413: nothing of it was read."""
    return _page(
        request,
        413,
        _("文件太大，没有接收"),
        _("一次最多提交 %(limit)s MB。请拆分后重新上传。") % {"limit": limit // 1024**2},
    )


@public
def failed(request: HttpRequest) -> HttpResponse:
    """500: the fault is ours and is in the server's log.

    The page needs neither database nor session: one of them may be what failed.
    """
    return HttpResponse(render_to_string("failed.html"), status=500)
