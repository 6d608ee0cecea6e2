"""Complaining and tipping off: written, checked, sent once."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiliang.core.actions.documents import LARGEST_EVIDENCE
from zhiliang.core.banners import Warnings, banners_on
from zhiliang.core.errors import ClerkError
from zhiliang.core.pages.guards import public
from zhiliang.core.pages.page import Words
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.pages.uploads import oversized, takes_files
from zhiliang.systems.complaints.actions import Flooded, submit
from zhiliang.systems.complaints.actions.receiving import MOST_PHOTOS
from zhiliang.systems.complaints.similar import OTHERS_WITHIN, OWN_WITHIN, own_open, people_lately
from zhiliang.systems.complaints.views.forms import ComplaintForm, PhotosForm
from zhiliang.systems.complaints.views.kept import keep
from zhiliang.systems.complaints.views.sender import sender_of
from zhiliang.systems.traceability.answers import goods_of

# a video beyond what is taken is passed over while it arrives, so that the page can say so
MOST_BYTES = (MOST_PHOTOS + 3) * LARGEST_EVIDENCE
SIGNER = signing.Signer(salt="complaints.once")


@takes_files(each=LARGEST_EVIDENCE, most=MOST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
@public
def new(request: HttpRequest) -> HttpResponse:
    """Write; check; send. Without script, and nothing is kept before it is sent."""
    if request.method != "POST":
        return _write(request, ComplaintForm(initial=_from_scan(request)))
    form = ComplaintForm(_signed(request))
    if request.POST.get("step") == "edit":
        return _write(request, ComplaintForm(initial=_typed(form)))
    if not form.is_valid():
        return _write(request, form, status=422)
    if request.POST.get("step") == "send":
        return _send(request, form)
    return _check(request, form, PhotosForm())


def _signed(request: HttpRequest) -> Any:
    """What was sent, with a secret of ours: a foreign one is replaced."""
    data = request.POST.copy()
    try:
        SIGNER.unsign(data.get("token", ""))
    except signing.BadSignature:
        data["token"] = _fresh()
    return data


def _fresh() -> str:
    return SIGNER.sign(secrets.token_urlsafe(18))


def _typed(form: ComplaintForm) -> dict[str, Any]:
    """What stands in the fields, as it was typed."""
    return {name: form[name].data for name in form.fields}


def _from_scan(request: HttpRequest) -> dict[str, str]:
    """Fields filled from a scanned code."""
    typed = request.GET.get("code", "").replace("\x00", "")[:300]
    goods = goods_of(typed) if typed else None
    found = {"token": _fresh(), "about": request.GET.get("about", "")}
    return found | ({"code": goods.code, "title": goods.name} if goods else {"code": typed})


def _write(request: HttpRequest, form: ComplaintForm, *, status: int = 200) -> HttpResponse:
    goods = goods_of(str(form["code"].value() or ""))
    context = {
        "heading": _("投诉举报"),
        "lead": _("不用注册。写好后先核对再提交，马上得到受理编号和查询码。"),
        "crumbs": [Crumb(_("投诉举报"))],
        "form": form,
        "maker": goods.maker if goods else "",
    }
    return render(request, "complaints/new.html", context, status=status)


@dataclass(frozen=True)
class Known:
    """What is known of the same matter: warnings on the goods, own open complaint, others."""

    warnings: Warnings
    own: str
    people: int
    of_product: bool


def _known(form: ComplaintForm) -> Known:
    said, now = form.said(), timezone.now()
    goods = goods_of(said["code"]) if said["code"] else None
    product = goods.code[:18] if goods and goods.code.startswith("(01)") else ""
    return Known(
        warnings=banners_on(goods.ids) if goods else Warnings(),
        own=own_open(said, now) if "complaint" in form.wants else "",
        people=people_lately(said, now, product=product),
        of_product=bool(product),
    )


def _check(
    request: HttpRequest,
    form: ComplaintForm,
    photos: PhotosForm,
    *,
    refusal: ClerkError | None = None,
    status: int = 200,
) -> HttpResponse:
    """What will be sent, what is known of it already, and the way back."""
    context = {
        "heading": _("核对后提交"),
        "lead": _("还没有提交。请看一遍，添加照片，再按“提交”。"),
        "crumbs": [Crumb(_("投诉举报")), Crumb(_("核对"))],
        "form": form,
        "photos": photos,
        "rows": list(_rows(form)),
        "known": _known(form),
        "own_days": OWN_WITHIN.days,
        "others_days": OTHERS_WITHIN.days,
        "refusal": refusal,
    }
    answer = render(request, "complaints/check.html", context, status=status)
    # not "no-store": going back must find what was typed
    answer.headers["Cache-Control"] = "private"
    return answer


def _rows(form: ComplaintForm) -> Iterator[tuple[Words, list[tuple[Words, Words]]]]:
    """Each field that says something, with its words; what is not kept is not shown."""
    said = form.said()
    for _key, title, _lead, fields in form.sections:
        told = [(one.label, _words(one, said)) for one in fields]
        yield title, [(label, words) for label, words in told if words]


def _words(field: Any, said: dict[str, Any]) -> Words:
    value = said.get(field.name, field.form.cleaned_data.get(field.name))
    if value in ("", None, False):
        return ""
    if field.name == "amount":
        return _("%(amount)s 元") % {"amount": f"{value:,.2f}"}
    choices = getattr(field.field, "choices", None)
    if choices:
        return _chosen(choices, str(value))
    return _("是") if value is True else str(value)


def _chosen(choices: Any, value: str) -> Words:
    """The words of a choice, in groups or not."""
    for key, words in choices:
        if isinstance(words, list | tuple):
            if found := _chosen(words, value):
                return str(found) if str(found).startswith(str(key)) else f"{key} {found}"
        elif str(key) == value:
            return str(words)
    return ""


def _send(request: HttpRequest, form: ComplaintForm) -> HttpResponse:
    photos = PhotosForm(request.POST, request.FILES)
    too_large = oversized(request)
    if too_large or not photos.is_valid():
        photos.refuse(too_large)
        return _check(request, form, photos, status=422)
    try:
        receipt = submit(
            wants=form.wants,
            sender=sender_of(request),
            once=form.cleaned_data["token"],
            photos=photos.cleaned_data["photos"],
            **form.said(),
        )
    except ValidationError as fault:
        return _write(request, _faulted(form, fault), status=422)
    except ClerkError as refusal:
        status = 429 if isinstance(refusal, Flooded) else 422
        return _check(request, form, photos, refusal=refusal, status=status)
    answer = redirect("complaint_receipt")
    keep(answer, receipt.submission.number, receipt.code)
    return answer


def _faulted(form: ComplaintForm, fault: ValidationError) -> ComplaintForm:
    """The form with what the verb refused, beside the field it is about."""
    faults = fault.message_dict if hasattr(fault, "error_dict") else {"": fault.messages}
    for name, words in faults.items():
        form.add_error(name if name in form.fields else None, words)
    return form


urlpatterns = [path("complaints/new/", new, name="complaint_new")]
