"""One delivery: signed, to an address that was checked, with an answer that is believed or not."""

import hashlib
import hmac
import http.client
import json
import socket
import ssl
from contextlib import suppress
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

from zhiliang.systems.traceability.notifying.address import PUBLIC, Reach, check_address

PATIENCE = 10
"""Seconds for which a receiver is waited for."""


class NotDelivered(Exception):
    """Why the receiver did not confirm."""


def deliver(address: str, body: dict[str, Any], *, secret: str = "", reach: Reach = PUBLIC) -> None:
    """Post a query document; return once the receiver has answered 2xx.

    Raises NotDelivered otherwise, ForbiddenAddress for a name that leads inside by now. Redirects
    are not followed: they could lead anywhere.
    """
    content = json.dumps(body, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "GS1-EPCIS-Version": "2.0.0"}
    if secret:
        headers["GS1-Signature"] = signature(content, secret)
    parts = urlsplit(address)
    line = _connection(address, reach)
    # patience is for the whole: a receiver may otherwise answer one letter a second for hours
    end = Timer(PATIENCE, _cut, [line])
    end.start()
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        line.request("POST", target, body=content, headers={"Host": parts.netloc, **headers})
        answer = line.getresponse()
        status = answer.status
        answer.close()
    except (OSError, http.client.HTTPException) as fault:
        raise NotDelivered(str(fault) or type(fault).__name__) from fault
    finally:
        end.cancel()
        line.close()
    if not 200 <= status < 300:
        raise NotDelivered(f"HTTP {status}")


def _cut(line: http.client.HTTPConnection) -> None:
    with suppress(OSError, AttributeError):
        line.sock.shutdown(socket.SHUT_RDWR)


def signature(content: bytes, secret: str) -> str:
    """HMAC-SHA-256 of the body under the subscriber's token, in hex."""
    return "sha256=" + hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


def _connection(address: str, reach: Reach) -> http.client.HTTPConnection:
    """A connection to the very IP address that was checked, with the name's certificate."""
    parts = urlsplit(address)
    known = check_address(address, reach=reach)[0]
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
