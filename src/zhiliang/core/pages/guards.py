"""Who may open a route. Every view says so, and a test walks all routes to see that it does.

A guarded view carries `guard`: "public" (anybody, reads only what is public), "policy" (anybody
may knock; every row and step goes through `fetch`, `visible` or `require`), or the roles of which
one must be held.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from zhiliang.core.policy import roles_of
from zhiliang.core.roles import Role

View = Callable[..., HttpResponseBase]
Guard = str | tuple[Role, ...]


def public(view: View) -> View:
    """Anybody may open it: nothing on it depends on who asks."""
    return _marked(view, "public")


def by_policy(view: View) -> View:
    """Anybody may knock: the view fetches through Policy, which shows each visitor their rows."""
    return _marked(view, "policy")


def signed_in(*roles: Role) -> Callable[[View], View]:
    """Only people with an account and, where roles are named, one of them.

    A visitor is sent to the login page; somebody without the role gets 403.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if roles and roles_of(request.user).isdisjoint(roles):
                raise PermissionDenied(_("您的角色不能打开这个页面。"))
            return view(request, *args, **kwargs)

        return _marked(guarded, roles or tuple(Role))

    return decorate


def guard_of(view: Any) -> Guard | None:
    """Return who may open a view; None if nobody has decided."""
    for bearer in (view, getattr(view, "view_class", None)):
        guard: Guard | None = getattr(bearer, "guard", None)
        if guard is not None:
            return guard
    return None


def _marked(view: View, guard: Guard) -> View:
    view.guard = guard  # type: ignore[attr-defined]
    return view
