"""A gateway in a thread of this process, on a real port: fast, and open to a look inside."""

import asyncio
import socket
import threading
import time
from dataclasses import replace
from pathlib import Path

from zhiliang.methods.hj212.encoding import frame
from zhiliang.systems.environment.gateway.configuration import limits
from zhiliang.systems.environment.gateway.registry import known
from zhiliang.systems.environment.gateway.server import Gateway
from zhiliang.systems.environment.readings.journal import Journal, segments
from zhiliang.systems.environment.readings.record import Kind, records, refused

MN, OTHER, PASSWORD = "010000A8900016F000169DC0", "010000A8900016F000169DC1", "123456"


class Register:
    def load(self):
        return {mn: known(PASSWORD, "records") for mn in (MN, OTHER)}


class Live:
    """Start with `with`; limits by name."""

    def __init__(self, folder: Path, *, journal: Journal | None = None, **own) -> None:
        self.folder = folder / "journal"
        self.journal = journal or Journal(self.folder)
        self.limits = replace(limits(), **own)
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)

    def __enter__(self) -> "Live":
        self.thread.start()
        self.gateway = self.run(self._made())
        self.port = self.run(self.gateway.start("127.0.0.1", 0))
        return self

    async def _made(self) -> Gateway:
        return Gateway(self.journal, Register(), self.limits)

    def __exit__(self, *fault: object) -> None:
        self.run(self._end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def _end(self) -> None:
        await self.gateway.stop()
        for connection in list(self.gateway.connections):
            connection.transport.abort()
        await asyncio.sleep(0.01)

    def run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(timeout=30)

    def connect(self, address: str = "127.0.0.1") -> socket.socket:
        peer = socket.create_connection(("127.0.0.1", self.port), source_address=(address, 0))
        peer.settimeout(5)
        return peer

    def ask(self, data: bytes, answers: int = 1) -> bytes:
        with self.connect() as peer:
            return exchange(peer, data, answers)

    def wait(self, holds) -> None:
        """Until it holds for the gateway, at most five seconds."""
        end = time.monotonic() + 5
        while not holds(self.gateway):
            assert time.monotonic() < end, self.gateway.counts
            time.sleep(0.01)

    def kept(self, kind: Kind = Kind.FRAME) -> list[bytes]:
        """Bodies in the journal."""
        found = (record for path in segments(self.folder) for record in records(path.read_bytes()))
        return [record.body for record in found if record.kind == kind]

    def refused(self) -> list[str]:
        """Reasons in the journal."""
        return [refused(body).reason for body in self.kept(Kind.REJECT)]


def exchange(peer: socket.socket, data: bytes, answers: int = 1) -> bytes:
    """Send bytes and read so many answers, or until the peer hangs up."""
    if data:
        peer.sendall(data)
    got = b""
    while got.count(b"\r\n") < answers:
        more = peer.recv(65536)
        if not more:
            break
        got += more
    return got


def upload(number: int = 0, *, mn: str = MN, pw: str = PASSWORD, cn: str = "2011", more: str = ""):
    """A frame that wants an answer."""
    segment = (
        f"QN=20240105080000{number:03d};ST=32;CN={cn};PW={pw};MN={mn};Flag=5;"
        f"CP=&&DataTime=20240105080000;w01018-Rtd={number}.5,w01018-Flag=N{more}&&"
    )
    return frame(segment.encode())


def hung_up(peer: socket.socket) -> bool:
    """Whether the other side ends the connection, after what it still says."""
    try:
        while peer.recv(65536):
            pass
    except ConnectionError:
        pass
    except TimeoutError:
        return False
    return True
