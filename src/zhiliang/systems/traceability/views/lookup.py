"""Where everybody looks a code up: typed, pasted or scanned, in whatever form it comes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhiliang.core.pages.guards import public
from zhiliang.core.pages.parts import Crumb
from zhiliang.systems.traceability.scanning.codes import STEM, BadCode
from zhiliang.systems.traceability.scanning.typed import canonical_of


@require_safe
@public
def lookup(request: HttpRequest) -> HttpResponse:
    """A field for a code; a code that is read leads to its page."""
    typed = request.GET.get("code", "").replace("\x00", "")
    fault = ""
    if typed:
        try:
            return redirect(_page_of(canonical_of(typed)))
        except BadCode as refused:
            fault = refused.words
    context = {
        "heading": _("产品追溯查询"),
        "lead": _("扫包装上的二维码，或者输入条码和批号，看从哪里来、经过哪里、有没有召回。"),
        "crumbs": [Crumb(_("产品追溯"))],
        "typed": typed,
        "fault": fault,
    }
    return render(request, "traceability/lookup.html", context, status=422 if fault else 200)


def _page_of(identifier: str) -> str:
    """The public page of a trade item; what is none of them has no page."""
    below = identifier.removeprefix(STEM)
    if not below.startswith("/01/"):
        raise BadCode(_("这是箱、托盘或者地点的码，公众页只查商品；请扫商品上的码。"))
    return f"{'/en' if get_language() == 'en' else ''}{below}"


urlpatterns = [path("traceability/", lookup, name="trace_lookup")]
