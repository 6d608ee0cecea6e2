"""One TCP connection: bytes in, answers out, and what is held against it."""

import asyncio
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from zhiliang.systems.environment.gateway.server import Gateway


class Connection(asyncio.Protocol):
    """Hands what arrives to the gateway; reads on only while both sides keep up."""

    def __init__(self, gateway: "Gateway") -> None:
        self.gateway = gateway
        self.transport: asyncio.Transport | None = None
        self.address = ""
        self.rest = b""
        self.arrived: list[bytes] = []
        self.opened = self.framed = self.begun = gateway.now()
        self.frames = 0
        self.faults = 0  # refused in a row
        self.due = 0  # records of its frames on their way to the disk
        self._ended = False
        self._reasons: set[str] = set()  # why nothing is read

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet a peer, or hang up where there are too many."""
        self.transport = cast("asyncio.Transport", transport)
        peer = transport.get_extra_info("peername")
        self.address = str(peer[0]) if peer else ""
        if not self.gateway.admits(self):
            self.transport.abort()
            self.transport = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the peer; whole frames it sent before are still taken in."""
        if self.transport is not None:
            self.gateway.leaves(self)
        self.transport = None

    def data_received(self, data: bytes) -> None:
        """Keep bytes for the next round of the gateway."""
        self.arrived.append(data)
        self.gateway.has_arrived(self, len(data))

    def eof_received(self) -> bool:
        """Stay open while answers are due to a peer that has said all it had to."""
        self._ended = True
        return bool(self.arrived or self.due)

    def pause_writing(self) -> None:
        """Read nothing more from a peer that does not take its answers."""
        self.pause("answers")

    def resume_writing(self) -> None:
        """Read on."""
        self.resume("answers")

    def pause(self, reason: str) -> None:
        """Stop reading, for one more reason."""
        if not self._reasons and self.transport is not None and not self.transport.is_closing():
            self.transport.pause_reading()
        self._reasons.add(reason)

    def resume(self, reason: str) -> None:
        """Drop a reason; read on when there is none left."""
        self._reasons.discard(reason)
        if not self._reasons and self.transport is not None and not self.transport.is_closing():
            self.transport.resume_reading()

    def take(self) -> bytes:
        """Everything not yet cut into frames."""
        data = b"".join((self.rest, *self.arrived))
        self.arrived.clear()
        return data

    def leave_rest(self, rest: bytes, now: float) -> None:
        """Keep an unfinished frame, and since when it is unfinished."""
        if not self.rest or not rest:
            self.begun = now
        self.rest = rest

    def send(self, data: bytes) -> None:
        """Answer, if anybody still listens."""
        if data and self.transport is not None and not self.transport.is_closing():
            self.transport.write(data)

    def settle(self) -> None:
        """Hang up on a peer that has said all it had to and has all its answers."""
        if self._ended and not self.arrived and not self.due:
            self.close()

    def close(self) -> None:
        """Hang up after what is still to be sent."""
        if self.transport is not None:
            self.transport.close()

    def overdue(self, now: float) -> str:
        """Why it should be closed by now; empty when it may stay."""
        limits = self.gateway.limits
        if not self.frames and now - self.opened > limits.first_frame_seconds:
            return "no_frame"
        if self.rest and now - self.begun > limits.unfinished_seconds:
            return "unfinished"
        return "idle" if now - self.framed > limits.idle_seconds else ""
