"""Keys of firms' systems: made once and shown once, revoked at any time."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Organisation, Person
from zhiliang.core.policy import require
from zhiliang.systems.traceability.indexing.secrets import digest_of
from zhiliang.systems.traceability.models import InterfaceKey, RevokedToken


class AlreadyRevoked(ClerkError):
    """The key is out of use."""

    code = "already_revoked"


@transaction.atomic
def make_key(
    organisation: Organisation, *, by: Person, label: str, at: datetime | None = None
) -> tuple[InterfaceKey, str]:
    """A new key with its secret, which nobody can read again afterwards."""
    secret = secrets.token_urlsafe(32)
    key = InterfaceKey(
        organisation=organisation,
        label=label,
        digest=digest_of(secret),
        made_at=at or timezone.now(),
        made_by=by,
    )
    require(by, InterfaceKey, "make", key)
    key.full_clean()
    key.save()
    _tell(key, "make", by=by)
    return key, secret


@transaction.atomic
def revoke_key(key: InterfaceKey, *, by: Person, at: datetime | None = None) -> InterfaceKey:
    """Put a key out of use."""
    key = InterfaceKey.objects.select_for_update().get(pk=key.pk)
    require(by, InterfaceKey, "revoke", key)
    if key.revoked_at:
        raise AlreadyRevoked(_("这个密钥已经停用。"))
    key.revoked_at = at or timezone.now()
    key.save()
    _tell(key, "revoke", by=by)
    return key


def _tell(key: InterfaceKey, verb: str, *, by: Person) -> None:
    append(
        verb=f"traceability.key.{verb}",
        subject=subject_of(key),
        by=by,
        place=key.organisation.place_id,
        organisation=key.organisation.uscc or "",
        data={"tables": [], "label": key.label},
    )


@transaction.atomic
def revoke_token(digest: str, *, by: Person) -> None:
    """Stop a page token; told as one event, for a reader's work with it ends here."""
    row, fresh = RevokedToken.objects.get_or_create(
        digest=digest, defaults={"revoked_at": timezone.now()}
    )
    if fresh:
        append(
            verb="traceability.token.revoke",
            subject=subject_of(row),
            by=by,
            data={"tables": []},
        )
