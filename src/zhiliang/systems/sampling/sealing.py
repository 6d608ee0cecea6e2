"""Every draw by lot: a nonce sealed before, two documents, the public number that opens."""

import json
import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.methods.canonical import canonical_json, digest
from zhiliang.methods.draw import Difference, PublicSource, after_document, commitment
from zhiliang.systems.sampling.models.draws import Sealed


class ListsChanged(ClerkError):
    """The register says something else than the lists that were frozen."""

    code = "lists_changed"


def seal(draw: Sealed, *, source: str, spelling: str, known_at: datetime) -> PublicSource:
    """Give a draw a nonce nobody knows, and name the public number that is to come."""
    draw.nonce = secrets.token_hex(32)
    draw.commitment = commitment(draw.nonce)
    draw.entropy_source, draw.entropy_spelling = source, spelling
    draw.entropy_known_at = known_at
    return PublicSource(source, known_at, spelling)


def shut(draw: Sealed, before: dict[str, Any]) -> None:
    """Keep the document before with its digest."""
    draw.before, draw.before_digest = canonical_json(before), digest(before)


def opened(draw: Sealed, entropy: str) -> dict[str, Any]:
    """The document after, kept with its digest; ValidationError for another spelling."""
    try:
        after = after_document(json.loads(draw.before), draw.nonce, entropy.strip())
    except ValueError as fault:
        raise ValidationError(
            {"entropy": _("公开随机数写作数字和拉丁字母，用一个空格隔开，如 07 11 25。")}
        ) from fault
    draw.entropy = entropy.strip()
    draw.after, draw.after_digest = canonical_json(after), digest(after)
    return after


def insist_on_known(draw: Sealed) -> None:
    """Refuse to draw at a moment before the public number was to be known."""
    if draw.drawn_at and draw.drawn_at < draw.entropy_known_at:
        told = {"at": draw.entropy_known_at}
        raise ValidationError({"entropy": _("公开随机数在 %(at)s 才公布，现在不能抽取。") % told})


def insist_on_unchanged(changed: Difference) -> None:
    """Refuse to draw from lists that were changed since they were frozen, with what changed."""
    if changed:
        raise ListsChanged(
            _("冻结以后名录有变动：%(changes)s。") % {"changes": _("；").join(_told(changed))},
            _("请恢复名录，或者作废这次抽取并重新冻结。"),
        )


def _told(changed: Difference) -> Iterator[str]:
    """What changed, a line each."""
    for words, changes in (
        (_("增加"), changed.added),
        (_("减少"), changed.removed),
        (_("改动"), changed.changed),
    ):
        for change in changes:
            yield f"{words} {' / '.join(change.place[1:]) or change.place[0]}"
