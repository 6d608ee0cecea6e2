"""Who sent something in: asked for with a reason, shown once, put on record."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import fetch
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.flow.parties import OFFICERS
from zhiliang.systems.complaints.models import Case, Complaint, TipOff
from zhiliang.systems.complaints.pages.complaints import complaints
from zhiliang.systems.complaints.pages.tip_offs import tip_offs

MODELS: dict[str, type[Case]] = {"complaint": Complaint, "tip-off": TipOff}


class UnmaskForm(forms.Form):
    """Why somebody has to know."""

    reason = forms.CharField(label=gettext_lazy("查看的理由"), max_length=300)


def case_of(request: HttpRequest, kind: str, pk: int) -> Any:
    """A case that is named by its kind; Http404 for a kind that there is not."""
    if kind not in MODELS:
        raise Http404(_("没有这种案件。"))
    return fetch(request.user, MODELS[kind], pk=pk)


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in(*OFFICERS)
def unmask(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask for the reason; then show who it is, and put that on record."""
    case = case_of(request, kind, pk)
    page = complaints if isinstance(case, Complaint) else tip_offs
    form, identity = UnmaskForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            identity = actions.unmask(case, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error(None, refused)
    context = {
        "heading": _("%(number)s：来件人信息") % {"number": case.number},
        "lead": _("谁在什么时候、因为什么查看，都记入事件日志，审计人员可以看到。"),
        "crumbs": [
            Crumb(page.title, page.url),
            Crumb(case.number, page.case_url(case)),
            Crumb(_("来件人信息")),
        ],
        "case": case,
        "form": form,
        "identity": identity,
    }
    return render(request, "complaints/unmask.html", context)


urlpatterns = [
    path(
        "complaints/<str:kind>/<int:pk>/identity/",
        unmask,
        name="complaints_unmask",
    ),
]
