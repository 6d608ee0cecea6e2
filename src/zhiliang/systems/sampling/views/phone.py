"""What the script on a sampler's phone asks for: who is signed in, the law, a producer, itself."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from zhiliang.core.pages.guards import public, signed_in
from zhiliang.core.policy import fetch
from zhiliang.core.roles import Role
from zhiliang.systems.sampling.models import SamplingCase, Site
from zhiliang.systems.sampling.pages.sheet_forms import OnSite, SheetForm, forbidden, registered
from zhiliang.systems.sampling.views.phone_words import words

MODULES = ("drafts", "pictures", "checks", "sync", "offline")
LOOKS = ("tokens.css", "site.css", "parts.css", "records.css", "print.css")
KEPT = (
    *(f"zhiliang/{name}" for name in (*LOOKS, "site.js", "icons.svg", "mark.svg")),
    "django_htmx/htmx-2.min.js",
    "sampling/sampling.css",
    "sampling/phone.css",
    *(f"sampling/phone/{name}.js" for name in (*MODULES, "sheet", "tasks", "print")),
)
WORKER = "sampling/phone/worker.js"


def phone_of(request: HttpRequest, form: OnSite | None = None) -> dict[str, Any]:
    """What the script of a page is told; with a form, whose and which, and its rule."""
    told: dict[str, Any] = {
        "owner": str(request.user.pk),
        "tasks": reverse("sampling_tasks"),
        "session": reverse("sampling_phone_session"),
        "worker": reverse("sampling_phone_worker"),
        "signIn": f"{reverse('sign_in')}?next={reverse('sampling_tasks')}",
        "modules": {name: static(f"sampling/phone/{name}.js") for name in MODULES},
        "words": words(),
    }
    if form is None:
        return told
    case, is_sheet = form.case, isinstance(form, SheetForm)
    told |= {
        "task": str(case.pk),
        "act": "take" if is_sheet else "leave",
        "title": f"{case.number} {case.firm}",
        "address": request.path,
        "refused": form.is_bound,
    }
    return told | ({"rule": rule_of(case), "asks": _asks(case)} if is_sheet else {})


def rule_of(case: SamplingCase) -> dict[str, Any]:
    """What quantities and prices are checked against before anything is sent."""
    rule, online = case.rule, case.site == Site.ONLINE
    return {
        "stock": rule.least_stock if rule else 0,
        "test": rule.test_quantity if rule else 1,
        "spare": rule.spare_quantity if rule else 0,
        "unit": rule.unit if rule else "",
        "spareName": case.regime.spare,
        "buysBoth": case.regime.spare_bought or online,
        "buysAlways": online,
    }


def _asks(case: SamplingCase) -> dict[str, str]:
    law = case.regime.repeat_limit == "order_18"
    return {
        "law": reverse("sampling_phone_check", kwargs={"pk": case.pk}) if law else "",
        "producer": reverse("sampling_phone_producer"),
        "leave": reverse("sampling_leave", kwargs={"pk": case.pk}),
    }


@require_GET
@signed_in(Role.SAMPLER)
def session(request: HttpRequest) -> JsonResponse:
    """Who is signed in, and a token to file with: what was kept offline has an old one."""
    return JsonResponse(
        {
            "owner": str(request.user.pk),
            "token": get_token(request),
            "now": timezone.now().isoformat(),
        }
    )


@require_GET
@signed_in(Role.SAMPLER)
def check(request: HttpRequest, pk: int) -> JsonResponse:
    """Whether article 8 forbids the product that is about to be taken, and by which record."""
    case = fetch(request.user, SamplingCase, pk=pk, samplers__person=request.user)
    return JsonResponse(forbidden(case, lambda name: request.GET.get(name, "").strip()))


@require_GET
@signed_in(Role.SAMPLER)
def producer(request: HttpRequest) -> JsonResponse:
    """The registered name of a code; empty where the register has none."""
    found = registered(request.GET.get("uscc", "").strip().upper())
    return JsonResponse({"name": found.name if found else ""})


@public
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps tasks on the phone; served here so that its reach is the tasks."""
    addresses = [static(name) for name in KEPT]
    told = {
        "assets": addresses,
        "release": hashlib.sha256("".join(addresses).encode()).hexdigest()[:10],
        "static": settings.STATIC_URL,
    }
    found = finders.find(WORKER)
    assert isinstance(found, str)
    script = f"self.KEPT = {json.dumps(told)};\n{Path(found).read_text('utf-8')}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


urlpatterns = [
    path("sampling/tasks/session/", session, name="sampling_phone_session"),
    path("sampling/tasks/producer/", producer, name="sampling_phone_producer"),
    path("sampling/tasks/worker.js", worker, name="sampling_phone_worker"),
    path("sampling/tasks/<int:pk>/check/", check, name="sampling_phone_check"),
]
