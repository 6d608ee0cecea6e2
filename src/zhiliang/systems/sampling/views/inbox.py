"""The enterprise's one inbox: what was told it, until when it may object, what it still owes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhiliang.core.errors import ClerkError
from zhiliang.core.pages.guards import signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import fetch, scopes, visible
from zhiliang.core.roles import Role
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.clocks import objection_due, sampling_due
from zhiliang.systems.sampling.flow.objections import OPEN as OPEN_OBJECTIONS
from zhiliang.systems.sampling.flow.rectifications import OPEN as OPEN_LADDER
from zhiliang.systems.sampling.models import DeliveryReceipt, Objection, Rectification, SamplingCase
from zhiliang.systems.sampling.policy.cases import sampled_on_site


@dataclass(frozen=True)
class Letter:
    """A notice with where its clock stands."""

    receipt: DeliveryReceipt
    due_on: date | None
    provisional: bool
    days_left: int | None
    objections: list[Objection]

    @property
    def case(self) -> SamplingCase:
        """The sample it is about."""
        return self.receipt.case

    @property
    def may_object(self) -> bool:
        """Whether the time to object is running and the case still waits for it."""
        running = self.days_left is not None and self.days_left >= 0
        return running and self.case.state == "notified"

    @property
    def conclusion(self) -> str:
        """The conclusion as it stands."""
        case = self.case
        return case.get_conclusion_display() or case.get_first_conclusion_display()

    @property
    def failed(self) -> bool:
        """Whether it is a nonconformity as it stands."""
        return (self.case.conclusion or self.case.first_conclusion) == "fail"


@dataclass(frozen=True)
class Taken:
    """A sample taken at the firm, as its sheet has it, and until when the firm may object to how.

    What became of the sample since is not told here.
    """

    case: SamplingCase
    due_on: date | None
    provisional: bool
    objection: Objection | None

    @property
    def may_object(self) -> bool:
        """Whether the time is running and nothing was filed."""
        running = self.due_on is not None and timezone.localdate() <= self.due_on
        return running and self.objection is None


@signed_in(Role.ENTERPRISE)
def inbox(request: HttpRequest) -> HttpResponse:
    """Notices to sign for, running clocks, what is owed, what is settled."""
    mine = scopes(request.user, Role.ENTERPRISE).organisations
    letters = [_letter(one) for one in _receipts(request.user, mine)]
    owed = visible(request.user, Rectification).filter(organisation__in=mine)
    context: dict[str, Any] = {
        "heading": _("企业收件箱：监督抽查"),
        "lead": _("签收后才开始计算异议期；签收不等于同意结论。"),
        "crumbs": [Crumb(_("企业收件箱"))],
        "to_sign": [one for one in letters if not one.receipt.delivered_at],
        "running": [one for one in letters if one.may_object],
        "rest": [one for one in letters if one.receipt.delivered_at and not one.may_object],
        "taken": [_taken(one) for one in _signed_sheets(request.user)],
        "objections": visible(request.user, Objection)
        .filter(organisation__in=mine, state__in=OPEN_OBJECTIONS)
        .select_related("case"),
        "owed": owed.filter(state__in=OPEN_LADDER).select_related("case"),
    }
    shown = [*letters, *context["taken"]]
    context["sample"] = any(one.case.sample for one in shown)
    return render(request, "sampling/inbox.html", context)


def _receipts(person: Any, organisations: frozenset[int]) -> list[DeliveryReceipt]:
    rows = visible(person, DeliveryReceipt).filter(organisation__in=organisations)
    found = rows.select_related("case__product_class", "case__authority", "organisation")
    return list(found.order_by("-sent_at", "-pk")[:200])


def _signed_sheets(person: Any) -> list[SamplingCase]:
    rows = sampled_on_site(person).select_related("product_class")
    return list(rows.order_by("-sampled_on", "-pk")[:200])


def _taken(case: SamplingCase) -> Taken:
    day, provisional = sampling_due(case)
    filed = case.objections.filter(organisation=case.firm_id, kind=Objection.Kind.SAMPLING)
    return Taken(case, day, provisional, filed.first())


def _letter(receipt: DeliveryReceipt) -> Letter:
    day, provisional = objection_due(receipt)
    left = (day - timezone.localdate()).days if day else None
    filed = Objection.objects.filter(case=receipt.case_id, organisation=receipt.organisation_id)
    return Letter(receipt, day, provisional, left, list(filed))


@require_POST
@signed_in(Role.ENTERPRISE)
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign for a notice online: from today its clock runs."""
    receipt = fetch(request.user, DeliveryReceipt, pk=pk)
    mine = scopes(request.user, Role.ENTERPRISE).organisations
    if receipt.organisation_id not in mine:
        messages.error(request, _("这份文书不是送给本单位的。"))
    else:
        _signed(request, receipt)
    return redirect("sampling_inbox")


def _signed(request: HttpRequest, receipt: DeliveryReceipt) -> None:
    try:
        actions.record_delivery(receipt, by=request.user, way="online")  # type: ignore[arg-type]
    except (ClerkError, ValidationError) as refusal:
        words = str(refusal) if isinstance(refusal, ClerkError) else refusal.messages[0]
        messages.error(request, words)
        return
    receipt.refresh_from_db()
    day, _provisional = objection_due(receipt)
    messages.success(request, _("已签收。对结论有异议的，请在 %(day)s 前提出。") % {"day": day})


urlpatterns = [
    path("sampling/inbox/", inbox, name="sampling_inbox"),
    path("sampling/inbox/<int:pk>/sign/", sign, name="sampling_sign"),
]
