"""Signing in and out, and one's own account."""

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from zhiliang.core.actions import set_password
from zhiliang.core.models import Person
from zhiliang.core.pages.guards import public, signed_in
from zhiliang.core.pages.parts import Crumb
from zhiliang.core.policy import assignments_of
from zhiliang.web.actions import note_refusal, note_sign_in
from zhiliang.web.forms import SignInForm
from zhiliang.web.lockout import is_locked
from zhiliang.web.reading import reader


@public
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in form; one answer for every kind of failure, so that no name is given away."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = _admitted(request, **form.cleaned_data)
        if person:
            auth.login(request, person)
            return redirect(_next(request))
        form.add_error(None, _refusal())
    context = {
        "form": form,
        "heading": _("登录"),
        "crumbs": [Crumb(_("登录"))],
        "next": request.GET.get("next", ""),
        "lead": _("公开的目标、指标、等级和公文不登录也能看。"),
    }
    return render(request, "account/sign_in.html", context, status=422 if form.errors else 200)


def _admitted(request: HttpRequest, *, username: str, password: str) -> Person | None:
    known = Person.objects.filter(username=username).first()
    if known and is_locked(known, now=timezone.now()):
        # as long as a comparison takes: the clock must not tell which names exist
        Person().set_password(password)
        return None
    person = auth.authenticate(request, username=username, password=password)
    if person is None:
        if known:
            note_refusal(known)
        return None
    note_sign_in(person, by=person)
    return person


def _refusal() -> str:
    return _(
        "用户名或密码不对，或者账号已停用、锁定。连续 %(times)s 次失败后账号锁定 %(minutes)s 分钟。"
    ) % {"times": settings.SIGN_IN_ATTEMPTS, "minutes": settings.SIGN_IN_LOCK_MINUTES}


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return reverse("account")


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    auth.logout(request)
    messages.success(request, _("已退出登录。"))
    return redirect("cockpit")


@signed_in()
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Who one is to the platform, what one may do, and the password."""
    held = assignments_of(request.user)
    context = {
        "heading": _("%(name)s的账号") % {"name": request.user},
        "crumbs": [Crumb(_("我的账号"))],
        "held": held,
        "minutes": settings.SESSION_COOKIE_AGE // 60,
    }
    return render(request, "account/account.html", context)


@signed_in()
@never_cache
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other sessions of the account end."""
    person = reader(request)
    form = PasswordChangeForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["new_password1"]
        set_password(by=person, person=person, password=words)
        auth.update_session_auth_hash(request, person)
        messages.success(request, _("密码已修改，其他设备上的登录已失效。"))
        return redirect("account")
    context = {
        "form": form,
        "heading": _("修改密码"),
        "crumbs": [Crumb(_("我的账号"), reverse("account")), Crumb(_("修改密码"))],
    }
    return render(request, "account/password.html", context, status=422 if form.errors else 200)
