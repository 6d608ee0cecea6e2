"""Who may post: holders of a key that the administrator put into the settings."""

from hashlib import sha256

from django.conf import settings
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from zhiliang.core.models import Place
from zhiliang.systems.complaints.open311.faults import Fault


def caller_of(api_key: str) -> str:
    """The name under which a key was given out; Fault 403 without a known one."""
    digest = sha256(api_key.encode()).hexdigest()
    for name, known in settings.OPEN311_KEYS.items():
        if api_key and constant_time_compare(known, digest):
            return str(name)
    raise Fault(403, _("缺少 api_key，或者它不在用。请向本平台的管理员申请。"))


def jurisdiction(given: str, *, status: int = 404) -> None:
    """Refuse another jurisdiction than the province; its code need not be given."""
    provinces = Place.objects.filter(level=Place.Level.PROVINCE)
    if given and not provinces.filter(pk=given).exists():
        raise Fault(status, _("没有这个 jurisdiction_id：可以不填，或者填本省的行政区划代码。"))
