"""Addresses that results may be sent to: public ones, never into our own network (SSRF)."""

import ipaddress
import socket
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError

PORTS = (None, 80, 443, 8080, 8443)


class ForbiddenAddress(ClerkError):
    """An address that nothing is sent to."""

    code = "forbidden_address"


def check_address(address: str) -> list[str]:
    """The IP addresses of a receiver, each of them public.

    Asked again before every delivery, which then goes to one of these: a name that is public today
    may lead inside tomorrow. Raises ForbiddenAddress.
    """
    parts = _parts(address)
    found = list(_resolved(parts.hostname or "", parts.port or 443))
    if not found or not all(ipaddress.ip_address(one).is_global for one in found):
        raise ForbiddenAddress(
            _("“%(dest)s”不是公网地址，不能作为接收地址。") % {"dest": address[:200]},
            _("请填写可以从互联网访问的 https 地址；内网地址、本机地址和元数据地址一律不接受。"),
        )
    return found


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("https", "http") and parts.hostname and parts.port in PORTS
    except ValueError:
        usable = False
    if not usable or parts.username or parts.password:
        raise ForbiddenAddress(
            _("“%(dest)s”不是可用的接收地址。") % {"dest": address[:200]},
            _("请写成 https://域名/路径，不带用户名和密码。"),
        )
    return parts


def _resolved(host: str, port: int) -> Iterator[str]:
    try:
        known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return
    for *_rest, where in known:
        yield str(where[0]).split("%")[0]
