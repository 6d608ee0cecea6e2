"""What is in force where somebody is: the public's front page, one warning, one's own list."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from zhiliang.core.models import Place
from zhiliang.core.pages.guards import by_policy, signed_in
from zhiliang.core.pages.page import page_of
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.views import case_context
from zhiliang.core.policy import fetch, visible
from zhiliang.core.product_kinds import product_choices
from zhiliang.systems.risk.actions import subscribe as follow
from zhiliang.systems.risk.actions import unsubscribe as unfollow
from zhiliang.systems.risk.models import IN_FORCE, AnnouncedWarning, Message, Subscription
from zhiliang.systems.risk.nearby import Asked
from zhiliang.systems.risk.pages.choices import city_choices

SHOWN, ENDED = 60, 10


@by_policy
def near(request: HttpRequest) -> HttpResponse:
    """Warnings and notices in force, the gravest first; those that ended below."""
    asked = Asked.of(request.GET)
    rows = visible(request.user, AnnouncedWarning).select_related("place", "department")
    rows = asked.narrow(rows.prefetch_related("place__names"))
    current = sorted(rows.filter(state=IN_FORCE)[:SHOWN], key=lambda one: (one.rank, -_moment(one)))
    context = {
        "heading": _heading(len(current), asked.place),
        "lead": _("政府发布的预警有红橙黄蓝四级；部门的消费提示和风险警示不标颜色。"),
        "crumbs": [Crumb(_("身边的预警和提示"))],
        "asked": asked,
        "places": city_choices(),
        "products": product_choices(),
        "current": current,
        "ended": rows.exclude(state=IN_FORCE)[:ENDED],
        "sample": any(one.sample for one in current),
        "now": timezone.now(),
    }
    return render(request, "risk/near.html", context)


def _moment(warning: AnnouncedWarning) -> float:
    return warning.issued_at.timestamp() if warning.issued_at else 0.0


def _heading(count: int, place: str) -> str:
    if not count:
        return _("现在没有生效的预警和提示")
    where = dict(city_choices()).get(place) or _("全省")
    text = ngettext(
        "%(where)s有 %(count)s 条预警和提示生效", "%(where)s有 %(count)s 条预警和提示生效", count
    )
    return text % {"where": where, "count": count}


@by_policy
def announced(request: HttpRequest, pk: int) -> HttpResponse:
    """One warning in plain words, with everything that was issued about it."""
    warning = fetch(request.user, AnnouncedWarning, pk=pk)
    context = case_context(request, page_of("risk/announced"), warning)
    context |= {
        "areas": warning.areas.prefetch_related("names"),
        "messages_sent": visible(request.user, Message).filter(warning=warning),
        "crumbs": [Crumb(_("身边的预警和提示"), reverse("risk_near")), Crumb(warning.name)],
    }
    return render(request, "risk/announced/case.html", context)


@signed_in()
def mine(request: HttpRequest) -> HttpResponse:
    """What somebody follows, and what of it is in force."""
    rows = visible(request.user, AnnouncedWarning).select_related("place", "department")
    followed = list(visible(request.user, Subscription).select_related("place"))
    context = {
        "heading": _("我关注的预警和提示"),
        "lead": _("登录后先看到这些；没有账号的，可以用同样条件的 Atom、RSS 地址订阅。"),
        "crumbs": [Crumb(_("我关注的"))],
        "followed": [
            (one, _of(one).query, list(_of(one).narrow(_current(rows)))) for one in followed
        ],
        "places": city_choices(),
        "products": product_choices(),
    }
    return render(request, "risk/mine.html", context)


def _of(subscription: Subscription) -> Asked:
    return Asked(place=subscription.place_id or "", product=subscription.product)


def _current(rows: Any) -> Any:
    return rows.filter(state=IN_FORCE)


@signed_in()
@require_POST
def subscribe(request: HttpRequest) -> HttpResponse:
    """Follow a place, a kind of product, or both."""
    place = Place.objects.filter(pk=request.POST.get("place", "")).first()
    try:
        follow(by=request.user, place=place, product=request.POST.get("product", ""))  # type: ignore[arg-type]
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("risk_mine")


@signed_in()
@require_POST
def unsubscribe(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow it no longer."""
    unfollow(fetch(request.user, Subscription, pk=pk), by=request.user)  # type: ignore[arg-type]
    return redirect("risk_mine")


urlpatterns = [
    path("risk/", near, name="risk_near"),
    path("risk/announced/<int:pk>/", announced, name="risk_announced"),
    path("risk/mine/", mine, name="risk_mine"),
    path("risk/mine/follow/", subscribe, name="risk_subscribe"),
    path("risk/mine/<int:pk>/end/", unsubscribe, name="risk_unsubscribe"),
]
