"""The one list, case page, act form and download that every declared page shares."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from zhiliang.core.errors import ClerkError, NotAllowed
from zhiliang.core.event import subject_of
from zhiliang.core.flow import Flow, flows
from zhiliang.core.language import pick
from zhiliang.core.pages.clock import Clock, clock_of
from zhiliang.core.pages.guards import by_policy, signed_in
from zhiliang.core.pages.page import Act, Page
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.recorded import NAMES
from zhiliang.core.pages.tables import (
    PER_PAGE,
    download,
    filters_of,
    state_name,
    straight_way,
    table_of,
    tone_of,
    written,
)
from zhiliang.core.pages.trail import Happening, nameless, trail_of
from zhiliang.core.policy import fetch, policy_of, visible
from zhiliang.core.roles import Role

View = Callable[..., HttpResponse]


def routes(page: Page) -> list[URLPattern]:
    """Addresses of a page: its list, a new case, a case, a step."""
    asks = signed_in(*page.roles)
    reads = by_policy if page.audience == "public" else asks
    key, case = page.key, f"{page.key}/<int:pk>/"
    found = [
        path(f"{key}/", reads(_bound(list_view, page)), name=f"{key}-list"),
        path(case, reads(_bound(case_view, page)), name=f"{key}-case"),
        path(f"{case}<str:verb>/", asks(_bound(act_view, page)), name=f"{key}-act"),
    ]
    if page.begin:
        found.append(path(f"{key}/new/", asks(_bound(begin_view, page)), name=f"{key}-new"))
    return found


def _bound(view: View, page: Page) -> View:
    def bound(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return view(request, page, **kwargs)

    return bound


def list_view(request: HttpRequest, page: Page) -> HttpResponse:
    """What the person may see of the model, filtered by the address; CSV and XLSX of the same."""
    rows = page.rows(visible(request.user, page.model_class))
    filters = filters_of(page, request.GET, rows)
    table = table_of(page, filters.qs)
    RequestConfig(request, paginate=False).configure(table)
    if given := download(table, request, name=page.key):
        return given
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {
        "page": page,
        "heading": page.title,
        "lead": page.lead,
        "crumbs": [Crumb(page.title)],
        "filters": filters,
        "table": table,
        "count": filters.qs.count(),
        "may_begin": page.begin and _may_begin(page, request.user),
    }
    return render(request, [f"{page.key}/list.html", "pages/list.html"], context)


def case_view(request: HttpRequest, page: Page, pk: int) -> HttpResponse:
    """A case: state on top, facts left, what can be done now and what happened right."""
    case = fetch(request.user, page.model_class, pk=pk)
    # a system may lay more out on its case page: templates/<key>/case.html
    templates = [f"{page.key}/case.html", "pages/case.html"]
    return render(request, templates, case_context(request, page, case))


def case_context(request: HttpRequest, page: Page, case: Any) -> dict[str, Any]:
    """What the case page shows; a system whose cases have a page of their own adds to it."""
    flow = flows.get(page.flow)
    state = getattr(case, page.state_field, "")
    trail = trail_of((page.subject or subject_of)(case), _verbs(page, flow))
    if page.names and not page.names(case, request.user):
        trail = nameless(trail)
    return {
        "page": page,
        "case": case,
        "heading": page.name(case),
        "crumbs": _crumbs(page, case),
        "state": state_name(page, state) if state else "",
        "tone": tone_of(page, state),
        "life": _life(flow, state) if flow else [],
        "sections": [
            (section.title, [(column, _fact(case, column, page)) for column in section.columns])
            for section in page.sections
        ],
        "steps": _open_acts(page, case, request.user),
        "waiting": _waiting(page, flow, case) if flow else [],
        "trail": trail,
        "clock": _clock(page, case, flow, trail),
    }


def _verbs(page: Page, flow: Flow | None) -> dict[str, Any]:
    """What the verbs of a case are called: by its flow, else by the page and its acts."""
    acts = [*page.acts, *([page.begin] if page.begin else [])]
    named = dict(page.verbs) | {act.verb: act.label for act in acts if act.label}
    return named | {step.verb: step.label for step in (flow.steps if flow else ())}


def _clock(page: Page, case: Any, flow: Flow | None, trail: list[Happening]) -> Clock | None:
    """A case's own due date, else the flow's: a state begins with the newest event of its case."""
    today = timezone.localdate()
    if page.clock:
        return page.clock(case, today)
    if flow is None or not trail:
        return None
    state = getattr(case, page.state_field, "")
    return clock_of(flow, state, since=trail[0].at, today=today)


def _fact(case: Any, column: Any, page: Page) -> Any:
    if column.read:
        return written(column.read(case), kind=column.kind, page=page)
    value = case
    for part in column.path.replace(".", "__").split("__"):
        display = getattr(value, f"get_{part}_display", None)
        value = display() if display and column.kind == "text" else getattr(value, part, None)
        value = value() if callable(value) else value
        if value is None:
            return ""
    return written(value, kind=column.kind, page=page)


def _life(flow: Flow, state: str) -> list[tuple[str, bool]]:
    """The straight way through a flow, with the present state marked."""
    way = straight_way(flow)
    if state and state not in way:
        way.append(state)
    return [(flow.state_label(key), key == state) for key in way]


def _open_acts(page: Page, case: Any, person: Any) -> list[tuple[Act, Any]]:
    if not person.is_authenticated:
        return []
    if page.flow not in flows:
        policy = policy_of(page.model_class)
        timely = [act for act in page.acts if _timely(act, case)]
        return [(act, act.label) for act in timely if policy.may(person, act.verb, case)]
    steps = flows[page.flow].open_steps(case, person)
    found = [(page.act(step.verb), step.label) for step in steps]
    return [(act, act.label or label) for act, label in found if act and _timely(act, case)]


def _timely(act: Act | None, case: Any) -> bool:
    """Whether a step fits the case, whatever its state; one that no act takes does."""
    return act is None or act.when is None or act.when(case)


def _waiting(page: Page, flow: Flow, case: Any) -> list[tuple[str, str]]:
    """Steps that lead on from here with the roles that may take them."""
    state = getattr(case, page.state_field, "")
    return [
        (step.label, pick(*NAMES).join(str(Role(role).label) for role in step.by))
        for step in flow.steps
        if state in step.sources and step.leads(state) != state and step.by
        if _timely(page.act(step.verb), case)
    ]


def act_view(request: HttpRequest, page: Page, pk: int, verb: str) -> HttpResponse:
    """One step on a case: its form, and on POST the system's own action."""
    case = fetch(request.user, page.model_class, pk=pk)
    act = page.act(verb)
    if act is None:
        raise Http404(_("没有这个办理事项。"))
    return _act(request, page, act=act, case=case)


def begin_view(request: HttpRequest, page: Page) -> HttpResponse:
    """The form that opens a new case."""
    assert page.begin
    return _act(request, page, act=page.begin, case=None)


def _act(request: HttpRequest, page: Page, *, act: Act, case: Any) -> HttpResponse:
    _insist_on_right(page, act, case=case, person=request.user)
    initial = dict(act.initial(case, request.user)) if act.initial else {}
    # an address may fill a field in, not stand in for a record
    initial |= {n: v for n, v in request.GET.items() if not isinstance(initial.get(n), Model)}
    posted = request.method == "POST"
    data, files = (request.POST, request.FILES) if posted else (None, None)
    form = act.form(data, files, initial=initial)
    if posted and (done := _run(request, act, form=form, case=case)):
        messages.success(request, _("已办理：%(act)s。") % {"act": _label(page, act)})
        return redirect(f"{page.key}-case", pk=getattr(done, "pk", None) or case.pk)
    context = {
        "page": page,
        "act": act,
        "case": case,
        "form": form,
        "heading": _label(page, act),
        "crumbs": [*(_crumbs(page, case, last=False)), Crumb(_label(page, act))],
    }
    return render(request, "pages/act.html", context, status=422 if form.errors else 200)


def _insist_on_right(page: Page, act: Act, *, case: Any, person: Any) -> None:
    """403 for a step that is somebody else's, before its form is shown or anything is sent."""
    if page.flow in flows:
        allowed = flows[page.flow].is_for(case, act.verb, person)
    else:
        allowed = policy_of(page.model_class).may(person, act.verb, case)
    if not allowed:
        raise PermissionDenied(_("您的角色不能办理“%(act)s”。") % {"act": _label(page, act)})


def _run(request: HttpRequest, act: Act, *, form: forms.Form, case: Any) -> Any:
    if not form.is_valid():
        return None
    try:
        subject = () if case is None else (case,)
        return act.run(*subject, by=request.user, **form.cleaned_data) or case
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except ClerkError as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as refusal:
        _add_errors(form, refusal)
    return None


def _add_errors(form: forms.Form, refusal: ValidationError) -> None:
    told = refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
    for field, words in told.items():
        form.add_error(field if field in form.fields else None, words)


def _label(page: Page, act: Act) -> Any:
    if act.label or page.flow not in flows:
        return act.label or act.verb
    return flows[page.flow].step(act.verb).label


def _may_begin(page: Page, person: Any) -> bool:
    flow = flows.get(page.flow)
    if page.begin is None or not person.is_authenticated:
        return False
    if flow is None:
        return policy_of(page.model_class).may(person, page.begin.verb)
    return any(step.verb == page.begin.verb for step in flow.open_steps(None, person))


def _crumbs(page: Page, case: Any, *, last: bool = True) -> list[Crumb]:
    found = [Crumb(page.title, page.url)]
    if case is not None:
        found.append(Crumb(page.name(case), "" if last else page.case_url(case)))
    return found
