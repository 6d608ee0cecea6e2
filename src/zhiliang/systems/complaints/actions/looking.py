"""Somebody with a receipt looks at what became of it; wrong receipts are counted, not answered."""

import unicodedata
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.event import append
from zhiliang.core.models import Event
from zhiliang.core.steps import now_or
from zhiliang.systems.complaints.actions.receiving import Flooded
from zhiliang.systems.complaints.keys import code_digest, key_of, opens
from zhiliang.systems.complaints.models import Submission

WRONG_AN_HOUR = 10
"""Wrong receipts from one network address in an hour: configuration, from no standard."""
WRONG = "complaints.receipt.refuse"


@transaction.atomic
def open_receipt(
    *, by: None = None, number: str, code: str, sender: str = "", at: datetime | None = None
) -> Submission | None:
    """What a number and its code open; None for a wrong pair, whatever is wrong with it.

    Flooded where one network address (`sender`) tries too often: then nothing is looked up.
    """
    moment, key = now_or(at), key_of("sender", sender)
    _not_guessing(key, moment)
    plain = unicodedata.normalize("NFKC", number).replace("\x00", "").strip().upper()[:20]
    found = Submission.objects.filter(number=plain).first()
    # a number that nobody has takes as long as one that somebody has
    digest = found.code_digest if found else code_digest(plain, "")
    if opens(digest, plain, code) and found:
        return found
    append(verb=WRONG, subject=_sender(key), by=by, occurred_at=moment, data={"tables": []})
    return None


def _sender(key: str) -> str:
    return f"complaints.sender:{key[:32]}"


def _not_guessing(key: str, at: datetime) -> None:
    if not key:
        return
    since = at - timedelta(hours=1)
    rows = Event.objects.filter(subject=_sender(key), verb=WRONG, occurred_at__gt=since)
    recent = list(rows.order_by("-occurred_at").values_list("occurred_at", flat=True))
    if len(recent) >= WRONG_AN_HOUR:
        free = timezone.localtime(recent[WRONG_AN_HOUR - 1] + timedelta(hours=1))
        raise Flooded(
            _("您所在的网络一小时内已有 %(count)s 次编号或查询码不对，这一次没有查询。")
            % {"count": len(recent)},
            _("请在 %(time)s 之后再查，或者拨打 12315。") % {"time": f"{free:%H:%M}"},
        )
