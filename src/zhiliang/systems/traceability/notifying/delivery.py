"""One delivery: signed, to an address that was checked, with an answer that is believed or not."""

import hashlib
import hmac
import http.client
import json
import socket
import ssl
from typing import Any
from urllib.parse import urlsplit

from zhiliang.systems.traceability.notifying.address import check_address

PATIENCE = 10
"""Seconds for which a receiver is waited for."""


class NotDelivered(Exception):
    """Why the receiver did not confirm."""


def deliver(address: str, body: dict[str, Any], *, secret: str = "") -> None:
    """Post a query document; return once the receiver has answered 2xx.

    Raises NotDelivered otherwise, ForbiddenAddress for a name that leads inside by now. Redirects
    are not followed: they could lead anywhere.
    """
    content = json.dumps(body, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "GS1-EPCIS-Version": "2.0.0"}
    if secret:
        headers["GS1-Signature"] = signature(content, secret)
    parts = urlsplit(address)
    line = _connection(address)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        line.request("POST", target, body=content, headers={"Host": parts.netloc, **headers})
        status = line.getresponse().status
    except (OSError, http.client.HTTPException) as fault:
        raise NotDelivered(str(fault) or type(fault).__name__) from fault
    finally:
        line.close()
    if not 200 <= status < 300:
        raise NotDelivered(f"HTTP {status}")


def signature(content: bytes, secret: str) -> str:
    """HMAC-SHA-256 of the body under the subscriber's token, in hex."""
    return "sha256=" + hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


def _connection(address: str) -> http.client.HTTPConnection:
    """A connection to the very IP address that was checked, with the name's certificate."""
    parts = urlsplit(address)
    known = check_address(address)[0]
    if parts.scheme == "http":
        return http.client.HTTPConnection(known, parts.port or 80, timeout=PATIENCE)
    return _Pinned(parts.hostname or "", known, parts.port or 443)


class _Pinned(http.client.HTTPSConnection):
    """HTTPS to a fixed IP address; the certificate must be that of the name."""

    def __init__(self, name: str, known: str, port: int) -> None:
        self.known = known
        super().__init__(name, port, timeout=PATIENCE, context=ssl.create_default_context())

    def connect(self) -> None:
        """Connect to the checked address."""
        line = socket.create_connection((self.known, self.port), self.timeout)
        self.sock = self._context.wrap_socket(line, server_hostname=self.host)  # type: ignore[attr-defined]
