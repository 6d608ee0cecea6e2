"""Alerts of other systems, taken in after they were judged."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.event import append
from zhiliang.core.models import Person
from zhiliang.core.notice.digest import sha256
from zhiliang.core.policy import require
from zhiliang.core.steps import now_or
from zhiliang.methods.cap import Alert, InvalidAlert, read_all
from zhiliang.systems.risk.models import ReceivedAlert


class UnfitAlert(ClerkError):
    """A document that CAP 1.2 does not allow."""

    code = "unfit_alert"


@transaction.atomic
def receive(
    content: bytes, *, by: Person | None, at: datetime | None = None
) -> list[ReceivedAlert]:
    """Take the alerts of a document in; those that are known are left as they are.

    UnfitAlert if it breaks a rule of CAP: nothing is taken then.
    """
    require(by, ReceivedAlert, "receive")
    try:
        alerts = read_all(content)
    except InvalidAlert as fault:
        told = "；".join(f"{one.path}：{one.message_zh}" for one in fault.findings[:5])
        raise UnfitAlert(
            _("这份文件不符合 CAP 1.2，没有导入。%(told)s") % {"told": told},
            _("请把问题告诉发送方，更正后重新导入。"),
        ) from fault
    found = [_received(alert, content, now_or(at)) for alert in alerts]
    fresh = [row for row in found if row.pk is None]
    for row in fresh:
        row.full_clean()
        row.save()
    append(
        verb="risk.alert.receive",
        subject="risk.receivedalert:file",
        by=by,
        occurred_at=at,
        data={"tables": [], "file": sha256(content), "count": len(fresh)},
    )
    return found


def _received(alert: Alert, content: bytes, at: datetime) -> ReceivedAlert:
    key = {
        "identifier": alert.identifier[:255],
        "sender": alert.sender[:255],
        "sent": alert.sent.isoformat(),
    }
    known = ReceivedAlert.objects.filter(**key).first()
    info = alert.infos[0] if alert.infos else None
    areas = "；".join(area.description for area in info.areas) if info else ""
    return known or ReceivedAlert(
        **key,
        status=alert.status,
        message=alert.msg_type,
        headline=(info.headline or info.event)[:500] if info else "",
        severity=info.severity if info else "",
        area=areas[:1000],
        expires=info.expires.isoformat() if info and info.expires else "",
        sha256=sha256(content),
        received_at=at,
    )
