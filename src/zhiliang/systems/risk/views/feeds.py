"""What is in force as Atom and RSS, by the same questions as the page; messages as CAP 1.2."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhiliang.core.pages.guards import by_policy
from zhiliang.core.policy import visible
from zhiliang.systems.risk.exchange import cap_of
from zhiliang.systems.risk.models import IN_FORCE, AnnouncedWarning, Message
from zhiliang.systems.risk.nearby import Asked

SHOWN = 100
KINDS: dict[str, Any] = {"atom": Atom1Feed, "rss": Rss201rev2Feed}
CAP = "application/cap+xml"


@by_policy
def feed(request: HttpRequest, kind: str) -> HttpResponse:
    """Warnings and notices in force, newest first; each with a link to its CAP."""
    asked = Asked.of(request.GET)
    rows = asked.narrow(visible(request.user, AnnouncedWarning).filter(state=IN_FORCE))
    made = KINDS[kind](
        title=_("生效的预警和提示"),
        link=request.build_absolute_uri(reverse("risk_near") + asked.query),
        description=_("政府的突发事件预警，部门的消费提示和风险警示。"),
        language=get_language() or "zh-hans",
        feed_url=request.build_absolute_uri(),
    )
    for warning in rows.select_related("place", "department").order_by("-issued_at", "-pk")[:SHOWN]:
        _add(made, warning, request)
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def _add(made: Any, warning: AnnouncedWarning, request: HttpRequest) -> None:
    address = request.build_absolute_uri(reverse("risk/announced-case", args=[warning.pk]))
    last = warning.messages.order_by("number").last()
    badge = _("【示例】") if warning.sample else ""
    made.add_item(
        title=f"{badge}{warning.kind_words}：{warning.name}",
        link=address,
        description=f"{warning.matters_words}\n{warning.measures_words}",
        unique_id=address,
        pubdate=timezone.localtime(warning.issued_at),
        updateddate=timezone.localtime(last.sent_at if last else warning.issued_at),
        author_name=warning.issuer,
        categories=[warning.colour or warning.kind],
    )


@by_policy
def cap(request: HttpRequest, number: str) -> HttpResponse:
    """The newest message of a warning as CAP 1.2; `?message=2` an earlier one."""
    rows = visible(request.user, Message).filter(
        warning__in=visible(request.user, AnnouncedWarning), warning__number=number
    )
    wanted = request.GET.get("message", "")
    if wanted:
        rows = rows.filter(number=wanted) if wanted.isdecimal() and len(wanted) < 5 else rows.none()
    message = rows.select_related("warning__place", "warning__department").order_by("number").last()
    if message is None:
        raise Http404(_("没有这条预警信息。"))
    return HttpResponse(cap_of(message), content_type=f"{CAP}; charset=utf-8")


urlpatterns = [
    path("risk/warnings.atom", feed, {"kind": "atom"}, name="risk_atom"),
    path("risk/warnings.rss", feed, {"kind": "rss"}, name="risk_rss"),
    path("risk/cap/<slug:number>.xml", cap, name="risk_cap"),
]
