"""A password that somebody else chose, or an old one, opens nothing but the page to change it.

GB/T 22239-2019 8.1.4.1 a) demands a regular change and leaves the interval open: configuration.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.models import Person

OPEN = {"password", "sign_out", "vega"}


def must_change(person: Person, *, now: datetime) -> bool:
    """Whether the password is not the person's own or too old."""
    changed = person.password_changed_at
    if changed is None:
        return True
    days = settings.PASSWORD_DAYS
    return bool(days) and now - changed > timedelta(days=days)


class OwnPasswordMiddleware:
    """Leads whoever must change the password to that page, from wherever they wanted to go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Redirect before the view is asked."""
        person = request.user
        if not isinstance(person, Person) or not must_change(person, now=timezone.now()):
            return None
        if request.resolver_match is None or request.resolver_match.url_name in OPEN:
            return None
        messages.warning(request, _("请先设置只有您自己知道的新密码，然后继续。"))
        return redirect("password")
