"""Addresses that results may be sent to: public ones, never into our own network (SSRF)."""

import ipaddress
import socket
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv4 addresses in IPv6 (RFC 6052): behind such a gateway they may lead inside."""


class ForbiddenAddress(ClerkError):
    """An address that nothing is sent to."""

    code = "forbidden_address"


class Reach:
    """Where results may go: to public addresses, at the ports of the web."""

    ports: tuple[int | None, ...] = (None, 80, 443, 8080, 8443)

    def admits_port(self, port: int | None) -> bool:
        """Whether a port may be spoken to; None is the usual one."""
        return port in self.ports

    def admits(self, address: str) -> bool:
        """Whether an IP address is one of the internet and of nobody in particular."""
        known = ipaddress.ip_address(address)
        if isinstance(known, ipaddress.IPv6Address):
            wrapped = known.sixtofour or known.teredo or known in _TRANSLATED
            if wrapped or known.ipv4_mapped:
                return False
        return known.is_global and not known.is_multicast


PUBLIC = Reach()


def check_address(address: str, *, reach: Reach = PUBLIC) -> list[str]:
    """The IP addresses of a receiver, each of them within reach.

    Asked again before every delivery, which then goes to one of these: a name that is public today
    may lead inside tomorrow. Raises ForbiddenAddress.
    """
    parts = _parts(address, reach)
    found = list(_resolved(parts.hostname or "", parts.port or 443))
    if not found or not all(reach.admits(one) for one in found):
        raise ForbiddenAddress(
            _("“%(dest)s”不是公网地址，不能作为接收地址。") % {"dest": address[:200]},
            _("请填写可以从互联网访问的 https 地址；内网地址、本机地址和元数据地址一律不接受。"),
        )
    return found


def _parts(address: str, reach: Reach) -> SplitResult:
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("https", "http") and bool(parts.hostname)
        usable = known and reach.admits_port(parts.port)
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
