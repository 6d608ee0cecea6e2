"""Who calls: a firm's own system by its key, or somebody who has signed in."""

import base64
import binascii
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zhiliang.core.models import Organisation, Person
from zhiliang.core.policy import scopes
from zhiliang.core.roles import Role
from zhiliang.systems.traceability.indexing.secrets import digest_of
from zhiliang.systems.traceability.interface.problems import Problem
from zhiliang.systems.traceability.models import InterfaceKey
from zhiliang.systems.traceability.policy.firms import firm_of


@dataclass(frozen=True)
class Caller:
    """A person and, for a firm, the organisation that is spoken for.

    A key acts as the person who made it, for its one organisation; it dies with that person's role.
    """

    person: Person
    organisation: Organisation | None
    by_key: bool


def caller_of(request: HttpRequest) -> Caller:
    """Who calls; Problem 401 for nobody, 403 for a key whose maker left the firm."""
    caller = caller_by_key(request.headers.get("Authorization", ""))
    if caller is not None:
        return caller
    if not isinstance(request.user, Person):
        raise _unknown()
    return Caller(request.user, firm_of(request.user), by_key=False)


def caller_by_key(header: str) -> Caller | None:
    """Who shows a key in an Authorization header; None where the header shows none."""
    secret = _secret(header)
    return None if secret is None else _by_key(secret)


def _secret(header: str) -> str | None:
    """The secret of a Bearer or Basic header; None without either."""
    scheme, _blank, rest = header.partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() != "basic":
        return None
    try:
        decoded = base64.b64decode(rest.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return decoded.partition(":")[2]


def _by_key(secret: str) -> Caller:
    rows = InterfaceKey.objects.select_related("organisation", "made_by")
    key = rows.filter(digest=digest_of(secret), revoked_at=None).first()
    if key is None or key.made_by is None:
        raise _unknown()
    if key.organisation_id not in scopes(key.made_by, Role.ENTERPRISE).organisations:
        raise Problem(
            403, "SecurityException", _("这个密钥的生成人已不再代表该单位，请由在任人员重新生成。")
        )
    return Caller(key.made_by, key.organisation, by_key=True)


def _unknown() -> Problem:
    return Problem(
        401,
        "SecurityException",
        _("请用接口密钥访问：Authorization: Bearer 密钥。密钥在“追溯接口”页面生成。"),
    )
