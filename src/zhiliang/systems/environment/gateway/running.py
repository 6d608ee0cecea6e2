"""Running a gateway as a process: signals, its compactor, its state, an orderly end."""

import asyncio
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from zhiliang.systems.environment.gateway.configuration import Limits
from zhiliang.systems.environment.gateway.registry import Registry
from zhiliang.systems.environment.gateway.server import Gateway
from zhiliang.systems.environment.gateway.status import Status
from zhiliang.systems.environment.readings.compaction import compact
from zhiliang.systems.environment.readings.configuration import configuration
from zhiliang.systems.environment.readings.journal import Journal
from zhiliang.systems.environment.readings.lake import JOURNAL

RUNS = 2000  # then a fresh compactor takes over, so that nothing piles up in it
PAUSE_SECONDS = 5.0
NICENESS = 15  # answering comes first: under full load the lake lags behind
FINISH_SECONDS = 300


@dataclass(frozen=True)
class Place:
    """Where a gateway listens and where it writes."""

    host: str
    port: int
    root: Path


async def run(
    place: Place, registry: Registry, limits: Limits, *, ready: Callable[[int], None]
) -> None:
    """Serve until SIGTERM or SIGINT; then everything acknowledged is also in the lake."""
    allow_many_files()
    place.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    segment_bytes = configuration()["journal"]["segment_bytes"]
    journal = Journal(place.root / JOURNAL, segment_bytes=segment_bytes)
    gateway = Gateway(journal, registry, limits)
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, over.set)
    status = Status(gateway, place.root)
    loop.add_signal_handler(signal.SIGUSR1, status.write)
    port = await gateway.start(place.host, place.port)
    compactor = Compactor(place.root)
    ready(port)
    failure = asyncio.create_task(gateway.failure())
    failure.add_done_callback(lambda task: over.set())
    while not over.is_set():
        compactor.step(time.monotonic())
        status.write(compactor_restarts=compactor.restarts)
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), limits.status_seconds)
    if failure.done():
        failure.result()
    failure.cancel()
    await gateway.stop()
    await asyncio.to_thread(compactor.finish)
    status.write(stopped=time.time())


class Compactor:
    """The child process that brings the lake up to date; started again when it ends."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.restarts = -1
        self._process: subprocess.Popen[bytes] | None = None
        self._next = 0.0

    def step(self, now: float) -> None:
        """Start it when it is due."""
        if self._process is not None and self._process.poll() is not None:
            failed = self._process.returncode != 0
            self._process, self._next = None, now + (PAUSE_SECONDS if failed else 0)
        if self._process is None and now >= self._next:
            self.restarts += 1
            self._process = subprocess.Popen(
                self._command("--follow", str(os.getpid())), start_new_session=True
            )

    def finish(self) -> None:
        """End it and bring the lake up to date once more."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(FINISH_SECONDS)
        subprocess.run(self._command(), check=False, start_new_session=True)

    def _command(self, *more: str) -> list[str]:
        command = [sys.executable, "-m", "zhiliang", "gateway", "compact"]
        return [*command, "--root", str(self.root), *more]


def follow(root: Path, parent: int) -> None:
    """Compact again and again until SIGTERM, the end of that parent, or enough runs."""
    over: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: over.append(number))
    os.nice(NICENESS)
    every = configuration()["compaction"]["every_seconds"]
    runs = 0
    while runs < RUNS and not over and os.getppid() == parent:
        compact(root)
        runs += 1
        until = time.monotonic() + every
        while time.monotonic() < until and not over and os.getppid() == parent:
            time.sleep(0.1)


def allow_many_files() -> None:
    """As many open connections as the machine allows this user."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
