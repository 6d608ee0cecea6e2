"""The sampler's own tasks: the list, the sheet filled in on site, why nothing was taken."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, path, resolve, reverse
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.models import Person
from zhiliang.core.pages.choices import city_choices
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import fetch, visible
from zhiliang.core.roles import Role
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import SamplingCase
from zhiliang.systems.sampling.pages.sheet_forms import LeaveForm, OnSite, SheetForm
from zhiliang.systems.sampling.views.phone import phone_of
from zhiliang.systems.sampling.views.sections import CONDITIONAL, lines_of, sections_of

SHOWN = 50
SHEET_PDF = "forms/sheet.pdf"
PARTS = (
    "product_class",
    "rule",
    "firm",
    "place",
    "producer",
    "laboratory",
    "plan",
    "authority",
)

Act = Callable[[SamplingCase, Any, Person], SamplingCase]


def own_tasks(person: Any) -> "QuerySet[SamplingCase]":
    """The tasks that a sampler is sent to, whatever became of them."""
    rows = visible(person, SamplingCase).filter(samplers__person=person)
    return rows.select_related(*PARTS).prefetch_related("place__names", "samplers__person")


def own_task(request: HttpRequest, pk: int) -> SamplingCase:
    """One task of the sampler who asks; Http404 for everybody else's."""
    return fetch(request.user, SamplingCase, pk=pk, samplers__person=request.user)


@signed_in(Role.SAMPLER)
def tasks(request: HttpRequest) -> HttpResponse:
    """What is to be sampled, by city and firm; what was done."""
    mine = own_tasks(request.user)
    waiting = list(mine.filter(state="assigned").order_by("place_id", "firm__name", "number"))
    done = list(mine.exclude(state="assigned").order_by("-sampled_on", "-number")[:SHOWN])
    context = {
        "heading": _("我的抽样任务：%(count)s 项待抽") % {"count": len(waiting)},
        "lead": _("联网打开一次，任务和抽样单就存进手机，没有网络也能填；有网后自动提交。"),
        "crumbs": [Crumb(_("我的抽样任务"))],
        "cities": _by_city(waiting, request.user),
        "done": done,
        "sample": any(case.sample for case in (*waiting, *done)),
        "phone": phone_of(request) | {"pages": [url for case in waiting for url in _pages(case)]},
    }
    return render(request, "sampling/tasks.html", context)


def _by_city(cases: list[SamplingCase], person: Any) -> list[tuple[str, list[Any]]]:
    names = dict(city_choices())
    return [
        (
            names.get(f"{code}00", code),
            [
                (case, [one for one in case.samplers.all() if one.person_id != person.pk])
                for case in found
            ],
        )
        for code, found in groupby(cases, lambda case: case.place_id[:4])
    ]


def _pages(case: SamplingCase) -> list[str]:
    return [reverse(name, kwargs={"pk": case.pk}) for name in ("sampling_sheet", "sampling_leave")]


@signed_in(Role.SAMPLER)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sampling sheet: to fill in, then to print. A POST may come twice and counts once."""
    case = own_task(request, pk)
    if request.method == "POST":
        return _filed(request, SheetForm(request.POST, request.FILES, case=case), _take)
    if case.state == "assigned":
        return _asked(request, SheetForm(case=case))
    return _shown(request, case)


@signed_in(Role.SAMPLER)
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Why nothing was taken."""
    case = own_task(request, pk)
    if request.method == "POST":
        return _filed(request, LeaveForm(request.POST, request.FILES, case=case), _leave)
    if case.state == "assigned":
        known = {name: request.GET.get(name, "") for name in ("why", "forbidden_by")}
        return _asked(request, LeaveForm(case=case, initial=known))
    return redirect("sampling_sheet", pk=pk)


def _take(case: SamplingCase, form: SheetForm, person: Person) -> SamplingCase:
    return actions.take(
        case,
        by=person,
        sheet=form.sheet,
        producer=form.producer,
        photos=form.shots,
        client=form.cleaned_data["client"],
        at=form.moment,
    )


def _leave(case: SamplingCase, form: LeaveForm, person: Person) -> SamplingCase:
    data = form.cleaned_data
    return actions.leave(
        case,
        by=person,
        why=data["why"],
        note=data["note"],
        forbidden_by=data["forbidden_by"],
        photos=form.shots,
        at=form.moment,
    )


def _filed(request: HttpRequest, form: OnSite, act: Act) -> HttpResponse:
    """File what the form says; a phone is answered in JSON, field by field."""
    if form.is_valid():
        try:
            act(form.case, form, request.user)  # type: ignore[arg-type]
        except (ClerkError, ValidationError) as refusal:
            form.refuse(refusal)
    asks_json = request.headers.get("Accept") == "application/json"
    if form.errors:
        if asks_json:
            return JsonResponse({"errors": form.told}, status=422)
        return _asked(request, form, status=422)
    if asks_json:
        return JsonResponse({"number": form.case.number})
    messages.success(request, _("%(number)s 已提交。") % {"number": form.case.number})
    return redirect("sampling_sheet", pk=form.case.pk)


def _asked(request: HttpRequest, form: OnSite, status: int = 200) -> HttpResponse:
    case = form.case
    is_sheet = isinstance(form, SheetForm)
    words = _("抽样单：%(firm)s") if is_sheet else _("未能抽样：%(firm)s")
    context = _frame(case) | {
        "heading": words % {"firm": case.firm},
        "form": form,
        "is_sheet": is_sheet,
        "sections": sections_of(form),
        "may": CONDITIONAL,
        "phone": phone_of(request, form),
    }
    return render(request, "sampling/sheet.html", context, status=status)


def _frame(case: SamplingCase) -> dict[str, Any]:
    return {
        "crumbs": [Crumb(_("我的抽样任务"), reverse("sampling_tasks")), Crumb(case.number)],
        "case": case,
        "team": case.samplers.select_related("person"),
        "sample": case.sample,
    }


def _shown(request: HttpRequest, case: SamplingCase) -> HttpResponse:
    """What was filed, to be printed and signed."""
    filed = getattr(case, "sheet", None)
    context = _frame(case) | {
        "heading": _("抽样单 %(number)s：%(state)s")
        % {"number": case.number, "state": case.state_name},
        "sheet": filed,
        "lines": lines_of(filed) if filed else [],
        "photos": case.photos.select_related("file"),
        "printed": _printed(case),
    }
    return render(request, "sampling/filed.html", context)


def _printed(case: SamplingCase) -> str:
    """The official form as a PDF, where this installation makes it."""
    address = reverse("sampling_papers", kwargs={"pk": case.pk}).replace("papers/", SHEET_PDF)
    try:
        resolve(address)
    except Resolver404:
        return ""
    return address


urlpatterns = [
    path("sampling/tasks/", tasks, name="sampling_tasks"),
    path("sampling/tasks/<int:pk>/sheet/", sheet, name="sampling_sheet"),
    path("sampling/tasks/<int:pk>/leave/", leave, name="sampling_leave"),
]
