"""The gateway: rounds of all that arrived, group commits, and answers only after them."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import NamedTuple

from zhiliang.methods.hj212 import Head
from zhiliang.systems.environment.gateway.admission import Admission, broken
from zhiliang.systems.environment.gateway.configuration import Limits
from zhiliang.systems.environment.gateway.connection import Connection
from zhiliang.systems.environment.gateway.cutting import Cut, cut
from zhiliang.systems.environment.gateway.registry import Registry
from zhiliang.systems.environment.gateway.splits import Splits
from zhiliang.systems.environment.readings.journal import Journal
from zhiliang.systems.environment.readings.record import Kind, packed, refusal

log = logging.getLogger(__name__)

MINUTE = 60.0
ROUND_BYTES = 4 * 2**20
SWEEP_SECONDS = 1.0
DISK_PAUSE_SECONDS = 1.0


class Waiting(NamedTuple):
    """A record on its way to the disk, and who is told what when it is there or cannot be."""

    record: bytes
    connection: Connection | None = None
    answer: bytes = b""
    head: Head | None = None


@dataclass
class Counts:
    """What the gateway has done since it started."""

    packets: int = 0
    acknowledged: int = 0
    bytes: int = 0
    commits: int = 0
    disk_errors: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    closed: Counter[str] = field(default_factory=Counter)


class Gateway:
    """One listening gateway. `now` is the clock of its time-outs, seconds."""

    def __init__(self, journal: Journal, registry: Registry, limits: Limits) -> None:
        self.journal = journal
        self.registry = registry
        self.limits = limits
        self.now = time.monotonic
        self.counts = Counts()
        self.admission = Admission(limits)
        self.splits = Splits(limits.split_seconds)
        self.connections: set[Connection] = set()
        self.queued = 0
        self.last_error = ""
        self._addresses: Counter[str] = Counter()
        self._arrived: dict[Connection, None] = {}
        self._arrived_bytes = 0
        self._kept: Counter[str] = Counter()  # refusals of this minute kept with their bytes
        self._kept_since = self.now()
        self._queue: list[Waiting] = []
        self._wake = asyncio.Event()
        self._disk = ThreadPoolExecutor(1, "journal")
        self._full = self._stopping = False
        self._tasks: list[asyncio.Task[None]] = []
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Read the register, listen; gives the port."""
        self.admission.register(await asyncio.to_thread(self.registry.load))
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Connection(self), host, port, backlog=1024, reuse_address=True
        )
        jobs = (self._commit_forever, self._sweep_forever, self._register_forever)
        self._tasks = [asyncio.create_task(job()) for job in jobs]
        return int(self._server.sockets[0].getsockname()[1])

    async def failure(self) -> None:
        """Wait for a task that must not end; raises what ended it."""
        done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def stop(self) -> None:
        """Hear nobody any more, finish what was heard, answer, hang up."""
        self._stopping = True
        if self._server is not None:
            self._server.close()
        for connection in self.connections:
            connection.pause("stopping")
        self._round()
        commit, *others = self._tasks
        for task in others:
            task.cancel()
        self._wake.set()
        await commit
        for connection in list(self.connections):
            connection.close()
        self._disk.shutdown()
        self.journal.close()

    def admits(self, connection: Connection) -> bool:
        """Count a new connection in; False where there are too many."""
        many = len(self.connections) >= self.limits.connections
        if many or self._addresses[connection.address] >= self.limits.connections_an_address:
            self.counts.closed["too_many"] += 1
            return False
        self.connections.add(connection)
        self._addresses[connection.address] += 1
        if self._full:
            connection.pause("disk")
        return True

    def leaves(self, connection: Connection) -> None:
        """Count a connection out."""
        self.connections.discard(connection)
        self._addresses[connection.address] -= 1
        if not self._addresses[connection.address]:
            del self._addresses[connection.address]

    def has_arrived(self, connection: Connection, size: int) -> None:
        """Handle its bytes in the next round: once this turn of the loop has read all, or much."""
        if not self._arrived:
            asyncio.get_running_loop().call_soon(self._round)
        self._arrived[connection] = None
        self._arrived_bytes += size
        if self._arrived_bytes > ROUND_BYTES:
            self._round()

    def _round(self) -> None:
        """Cut, judge and queue all that has arrived."""
        arrived, self._arrived, self._arrived_bytes = list(self._arrived), {}, 0
        if not arrived:
            return
        try:
            self._handle_all(arrived)
        except Exception:
            # a fault of ours: whoever was concerned sends again, everybody else goes on
            log.exception("round of %d connections", len(arrived))
            self.counts.closed["fault_of_ours"] += len(arrived)
            for connection in arrived:
                connection.close()
        if self._queue:
            self._wake.set()
        self._mind_the_queue()

    def _handle_all(self, arrived: Sequence[Connection]) -> None:
        now, received = self.now(), time.time_ns() // 1000
        for connection, found in zip(arrived, cut([c.take() for c in arrived]), strict=True):
            self._handle(connection, found, now, received)

    def _handle(self, connection: Connection, found: Cut, now: float, received: int) -> None:
        connection.leave_rest(found.rest, now)
        for head, frame in zip(found.heads, found.frames, strict=True):
            self._take(connection, head, frame, (now, received))
        for reject in found.rejects:
            self._refuse(connection, reject.reason, reject.bytes, "", (now, received))
        if found.heads:
            connection.framed = now
            connection.frames += len(found.heads)
        if connection.faults > self.limits.faults_in_a_row:
            self.counts.closed["faults"] += 1
            connection.close()
        connection.settle()

    def _take(
        self, connection: Connection, head: Head, frame: bytes, when: tuple[float, int]
    ) -> None:
        verdict = self.admission.judge(head, connection.address, when[0])
        if verdict.reason:
            self._refuse(connection, verdict.reason, frame, head.mn, when)
            connection.send(verdict.answer)
            return
        connection.faults = 0
        self.counts.packets += 1
        if head.split:
            self.splits.add(head, frame, when[0])
        record = packed(frame, received=when[1], origin=verdict.origin)
        connection.due += 1
        self._enqueue(Waiting(record, connection, verdict.answer, head))

    def _refuse(
        self, connection: Connection, reason: str, data: bytes, mn: str, when: tuple[float, int]
    ) -> None:
        """Count a refusal; keep it with its bytes while its address has not too many."""
        self.counts.refused[reason] += 1
        connection.faults += 1
        if when[0] - self._kept_since >= MINUTE:
            self._kept.clear()
            self._kept_since = when[0]
        self._kept[connection.address] += 1
        if self._kept[connection.address] <= self.limits.rejects_a_minute:
            body = refusal(reason, connection.address, mn, data)
            self._enqueue(Waiting(packed(body, received=when[1], kind=Kind.REJECT)))

    def _enqueue(self, waiting: Waiting) -> None:
        self._queue.append(waiting)
        self.queued += len(waiting.record)

    def _mind_the_queue(self) -> None:
        """Read nothing while too much waits for the disk."""
        if not self._full and self.queued > self.limits.queue_bytes:
            self._full = True
            for connection in self.connections:
                connection.pause("disk")
        elif self._full and self.queued <= self.limits.queue_bytes // 2:
            self._full = False
            for connection in self.connections:
                connection.resume("disk")

    async def _commit_forever(self) -> None:
        loop = asyncio.get_running_loop()
        while self._queue or not self._stopping:
            await self._wake.wait()
            self._wake.clear()
            while self._queue:
                batch, self._queue = self._queue, []
                records = [waiting.record for waiting in batch]
                try:
                    await loop.run_in_executor(self._disk, self.journal.write, records)
                except OSError as error:
                    await self._say_broken(batch, error)
                else:
                    self._acknowledge(batch)
                self.queued -= sum(map(len, records))
                self._mind_the_queue()

    def _acknowledge(self, batch: Sequence[Waiting]) -> None:
        """Everything of the batch is on disk: say so."""
        self.counts.commits += 1
        self.last_error = ""
        answers: dict[Connection, list[bytes]] = {}
        for waiting in batch:
            self.counts.bytes += len(waiting.record)
            if waiting.connection is not None:
                answers.setdefault(waiting.connection, []).append(waiting.answer)
        for connection, due in answers.items():
            self.counts.acknowledged += sum(map(bool, due))
            self._answer(connection, due)

    def _answer(self, connection: Connection, due: Sequence[bytes]) -> None:
        connection.due -= len(due)
        connection.send(b"".join(due))
        connection.settle()

    async def _say_broken(self, batch: Sequence[Waiting], error: OSError) -> None:
        """Nothing of the batch counts as received: tell the senders, and give the disk time."""
        self.counts.disk_errors += 1
        self.last_error = str(error)
        for waiting in batch:
            if waiting.connection is not None and waiting.head is not None:
                self._answer(waiting.connection, [broken(waiting.head)])
        if not self._stopping:
            await asyncio.sleep(DISK_PAUSE_SECONDS)

    async def _sweep_forever(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            now = self.now()
            for connection in list(self.connections):
                reason = connection.overdue(now)
                if reason:
                    self._hang_up(connection, reason, now)
            self._note_late_parts(now)

    def _hang_up(self, connection: Connection, reason: str, now: float) -> None:
        self.counts.closed[reason] += 1
        if connection.rest:
            when = (now, time.time_ns() // 1000)
            self._refuse(connection, "unfinished", connection.rest, "", when)
            connection.rest = b""
            self._wake.set()
        if connection.transport is not None:
            connection.transport.abort()

    def _note_late_parts(self, now: float) -> None:
        for group, parts in self.splits.expire(now):
            self.counts.refused["parts_missing"] += 1
            came = ",".join(map(str, sorted(parts)))
            note = f"{group.cn} {group.data_time} {came}/{group.parts}".encode()
            body = refusal("parts_missing", "", group.mn, note)
            record = packed(body, received=time.time_ns() // 1000, kind=Kind.REJECT)
            self._enqueue(Waiting(record))
            self._wake.set()

    async def _register_forever(self) -> None:
        while True:
            await asyncio.sleep(self.limits.registry_seconds)
            try:
                self.admission.register(await asyncio.to_thread(self.registry.load))
            except Exception as error:
                # the register of a moment ago still serves
                log.exception("register of outlets")
                self.last_error = f"{type(error).__name__}: {error}"
