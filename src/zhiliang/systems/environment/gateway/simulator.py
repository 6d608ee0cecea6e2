"""A load client: many simulated outlets over real TCP, counting what was acknowledged.

An outlet sends, waits for its answers (up to `window` at a time), sends again what was not
answered in time or what a lost connection left open, and now and then sends what a faulty logger
or line would.
"""

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from zhiliang.systems.environment.gateway.believable import Message, Station, messages
from zhiliang.systems.environment.gateway.spoiling import SPOILS
from zhiliang.systems.environment.readings.clock import china_now

ANSWER = re.compile(rb"QN=([0-9]{17});ST=91;CN=(90[0-9]{2});[^#]*?&&(?:(?:Qn|Exe)Rtn=([0-9]+))?&&")
RESEND_SECONDS = 10.0  # HJ 212-2017: 10 s, three times
RETRY_SECONDS = 0.5
KEPT_LATENCIES = 200_000


@dataclass(frozen=True)
class Load:
    """What to send where: `seconds` of real time, `speed` simulated seconds in each of them.

    `speed` 0 sends as fast as answers come. `faulty` is a share; `every` the real-time interval.
    """

    host: str
    port: int
    seconds: float
    speed: float = 1.0
    faulty: float = 0.0
    window: int = 1
    every: timedelta = timedelta(seconds=30)
    start: datetime | None = None
    resend: float = RESEND_SECONDS
    seed: int = 0


@dataclass
class Tally:
    """What became of what was sent."""

    sent: int = 0
    acknowledged: int = 0
    resent: int = 0
    reconnects: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    spoilt: Counter[str] = field(default_factory=Counter)
    latencies: list[float] = field(default_factory=list)

    def answered(self, frame: bytes, seconds: float) -> None:
        """Count an acknowledged frame."""
        self.acknowledged += 1
        if len(self.latencies) < KEPT_LATENCIES:
            self.latencies.append(seconds)

    def summary(self, seconds: float) -> dict[str, Any]:
        """The figures as plain data; times in milliseconds."""
        ordered = sorted(self.latencies) or [0.0]
        share = {name: ordered[int(len(ordered) * q)] for name, q in (("p50", 0.5), ("p99", 0.99))}
        return {
            "sent": self.sent,
            "acknowledged": self.acknowledged,
            "unanswered": self.sent - self.acknowledged,
            "resent": self.resent,
            "reconnects": self.reconnects,
            "refused": dict(self.answers),
            "faulty": dict(self.spoilt),
            "seconds": round(seconds, 3),
            "packets_a_second": round(self.acknowledged / seconds, 1) if seconds else 0.0,
            **{f"latency_ms_{name}": round(value * 1000, 2) for name, value in share.items()},
        }


class Line(asyncio.Protocol):
    """An outlet's connection; `open_ones` are the frames without answer, by QN."""

    def __init__(self, tally: Tally, open_ones: dict[bytes, tuple[bytes, float]]) -> None:
        self.tally = tally
        self.open_ones = open_ones
        self.transport: asyncio.Transport | None = None
        self.changed = asyncio.Event()
        self.lost = False
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self.transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wake whoever waits for answers."""
        self.lost = True
        self.changed.set()

    def data_received(self, data: bytes) -> None:
        """Read answers."""
        buffer = self._rest + data
        end = buffer.rfind(b"\r\n") + 2 if b"\r\n" in buffer else 0
        for qn, cn, code in ANSWER.findall(buffer[:end]):
            self._answered(qn, cn, code)
        self._rest = buffer[end:]
        self.changed.set()

    def _answered(self, qn: bytes, cn: bytes, code: bytes) -> None:
        if cn not in (b"9014", b"9013"):
            self.tally.answers[f"{cn.decode()}:{code.decode()}"] += 1
            return
        known = self.open_ones.pop(qn, None)
        if known is not None:
            self.tally.answered(known[0], time.perf_counter() - known[1])


class Sender:
    """One simulated outlet."""

    def __init__(self, station: Station, load: Load, tally: Tally) -> None:
        self.load, self.tally = load, tally
        self.rng = random.Random(f"{station.mn}{load.seed}faults")
        start = load.start or china_now().replace(microsecond=0)
        self.start = start
        # not all at the same moment
        self.phase = self.rng.random() * load.every
        self.messages = self._disturbed(messages(station, start, every=load.every, seed=load.seed))
        self.open_ones: dict[bytes, tuple[bytes, float]] = {}
        self.line: Line | None = None

    def _disturbed(self, right: Iterator[Message]) -> Iterator[Message]:
        """The same messages, a few of them later than their neighbours."""
        held: Message | None = None
        for message in right:
            if held is None and self.rng.random() < self.load.faulty / 4:
                held = message
                self.tally.spoilt["late"] += 1
                continue
            yield message
            if held is not None:
                yield held
                held = None

    async def run(self, until: float) -> None:
        """Send until then (perf_counter), then wait for the answers still due."""
        try:
            await self._send_until(until)
            await self._room(1, time.perf_counter() + self.load.resend)
        finally:
            if self.line is not None and self.line.transport is not None:
                self.line.transport.close()

    async def _send_until(self, until: float) -> None:
        begun = time.perf_counter()
        while time.perf_counter() < until:
            message = next(self.messages)
            if not await self._until_due(message, begun, until):
                return
            await self._room(self.load.window, until)
            await self._send(message, until)

    async def _until_due(self, message: Message, begun: float, until: float) -> bool:
        if not self.load.speed:
            return True
        due = begun + (message.at - self.start + self.phase).total_seconds() / self.load.speed
        if due > until:
            return False
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        return True

    async def _room(self, window: int, until: float) -> None:
        """Wait until fewer than `window` answers are due; send again what waited too long."""
        while len(self.open_ones) >= window and time.perf_counter() < until:
            line = await self._connected(until)
            if line is None:
                return
            line.changed.clear()
            try:
                async with asyncio.timeout(self.load.resend):
                    await line.changed.wait()
            except TimeoutError:
                self._again(line)

    async def _send(self, message: Message, until: float) -> None:
        line = await self._connected(until)
        if line is None or line.transport is None:
            return
        if self.load.faulty and self.rng.random() < self.load.faulty:
            self._spoil(line.transport, message.frame)
        self.open_ones[message.qn.encode()] = (message.frame, time.perf_counter())
        self.tally.sent += 1
        line.transport.write(message.frame)

    def _spoil(self, transport: asyncio.Transport, whole: bytes) -> None:
        choice = self.rng.randrange(len(SPOILS) + 1)
        if choice == len(SPOILS):
            self.tally.spoilt["duplicate"] += 1
            transport.write(whole)
            return
        spoil = SPOILS[choice]
        self.tally.spoilt[spoil.__name__] += 1
        transport.write(spoil(whole, self.rng))

    async def _connected(self, until: float) -> Line | None:
        """The line, opened again where it was lost; None where that fails for too long."""
        loop = asyncio.get_running_loop()
        while self.line is None or self.line.lost:
            if self.line is not None:
                self.tally.reconnects += 1
            try:
                _, self.line = await loop.create_connection(
                    lambda: Line(self.tally, self.open_ones), self.load.host, self.load.port
                )
                self._again(self.line)
            except OSError:
                self.line = None
                if time.perf_counter() > until:
                    return None
                await asyncio.sleep(RETRY_SECONDS)
        return self.line

    def _again(self, line: Line) -> None:
        """Send what has no answer again."""
        if self.open_ones and line.transport is not None:
            self.tally.resent += len(self.open_ones)
            line.transport.write(b"".join(frame for frame, _ in self.open_ones.values()))


async def simulate(stations: list[Station], load: Load, tally: Tally | None = None) -> Tally:
    """Run all outlets; gives what became of their packets."""
    tally = tally or Tally()
    senders = [Sender(station, load, tally) for station in stations]
    until = time.perf_counter() + load.seconds
    await asyncio.gather(*(sender.run(until) for sender in senders))
    return tally
