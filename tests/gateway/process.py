"""A real gateway process on a real port, to be spoken to and to be killed."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from zhiliang.systems.environment.gateway.believable import Station, stations


class Server:
    """`zhiliang gateway hj212` in a folder of its own; registered are the simulated outlets."""

    def __init__(self, folder: Path, *, outlets: int = 4, port: int = 0, limits: str = "") -> None:
        self.root = folder / "readings"
        self.stations: list[Station] = list(stations(outlets))
        self.port = port
        self.registry = folder / "registry.json"
        self.registry.write_text(json.dumps([_entry(station) for station in self.stations]))
        self.limits = folder / "limits.yaml"
        self.limits.write_text(limits or "{}")
        self.readings = folder / "readings.yaml"
        self.readings.write_text(
            "journal: {segment_bytes: 300000}\n"
            "compaction: {every_seconds: 0.1, journal_bytes: 100000}\n"
        )
        self.process: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self.kill()

    def start(self) -> None:
        command = [sys.executable, "-m", "zhiliang", "gateway", "hj212", "--port", str(self.port)]
        files = ["--registry", self.registry, "--limits", self.limits, "--root", self.root]
        environment = {**os.environ, "ZHILIANG_READINGS": str(self.readings)}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        self.process = subprocess.Popen(
            [*command, *map(str, files)], stderr=subprocess.PIPE, text=True, env=environment
        )
        line = self.process.stderr.readline()
        assert "Ready" in line, line + self.process.stderr.read()
        self.port = int(line.rsplit(":", 1)[1])

    def compactors(self) -> list[int]:
        """Process ids of the children."""
        pid = self.process.pid
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def kill(self, *, compactor: bool = True) -> None:
        """kill -9, with what it started or without."""
        if self.process is None:
            return
        children = self.compactors() if compactor and self.process.poll() is None else []
        for pid in (self.process.pid, *children):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.process.stderr.close()
        self.process = None

    def stop(self) -> None:
        """The orderly way."""
        self.process.terminate()
        assert self.process.wait(timeout=60) == 0
        self.process.stderr.close()
        self.process = None

    def connect(self) -> socket.socket:
        peer = socket.create_connection(("127.0.0.1", self.port))
        peer.settimeout(10)
        return peer

    def state(self, *, until, seconds: float = 10.0) -> dict:
        """The gateway's state once `until` holds for it."""
        end = time.monotonic() + seconds
        while True:
            os.kill(self.process.pid, signal.SIGUSR1)
            time.sleep(0.05)
            found = json.loads((self.root / "gateway.json").read_text())
            if until(found):
                return found
            assert time.monotonic() < end, found


def _entry(station: Station) -> dict[str, str]:
    return {"mn": station.mn, "password": station.password, "source": "sample"}


def exchange(peer: socket.socket, data: bytes, answers: int = 1) -> bytes:
    """Send bytes and read so many answers."""
    peer.sendall(data)
    got = b""
    while got.count(b"\r\n") < answers:
        more = peer.recv(65536)
        if not more:
            break
        got += more
    return got
