"""Serve the site: supervise the web server, the task worker and the minute's tick."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

from zhiliang.command import say
from zhiliang.core.errors import ClerkError

help = "启动站点、任务进程和定时任务 / serve the site, its task worker and the periodic tick"
needs_django = False

HOST = "127.0.0.1"
PORT = 8000
TICK_SECONDS = 60
STEADY_SECONDS = 30  # whoever lives this long has started well
LONGEST_PAUSE = 30
GRACE_SECONDS = 10
POLL_SECONDS = 0.2


class PortTaken(ClerkError):
    """Somebody else already listens on the port."""


@dataclass
class Child:
    """One supervised process: started again when it ends."""

    name: str
    command: list[str]
    every: float = 0  # seconds between two starts of something that is meant to end; 0: lasting
    process: subprocess.Popen[bytes] | None = None
    next_start: float = 0
    started: float = 0
    failures: int = 0

    def step(self, now: float) -> None:
        """Start it when it is due; notice when it has ended."""
        if self.process is not None and self.process.poll() is not None:
            self._ended(self.process.returncode, now)
        if self.process is None and now >= self.next_start:
            # A session of its own: Ctrl-C reaches it once, from here, and its own children with it.
            self.process = subprocess.Popen(self.command, start_new_session=True)
            self.started = now

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=GRACE_SECONDS)
        self._kill_what_is_left()
        self.process.wait()

    def _kill_what_is_left(self) -> None:
        # A server that crashed leaves its workers behind, and they keep answering.
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def _ended(self, code: int, now: float) -> None:
        self._kill_what_is_left()
        self.process = None
        if code == 0 and self.every:
            self.failures, self.next_start = 0, self.started + self.every
            return
        self.failures = 1 if now - self.started > STEADY_SECONDS else self.failures + 1
        pause = max(self.every, min(2.0**self.failures, LONGEST_PAUSE))
        self.next_start = now + pause
        say(
            f"{self.name} 退出（代码 {code}），{pause:.0f} 秒后重启 / "
            f"{self.name} ended with {code}, starting again in {pause:.0f} s"
        )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """[--host H] [--port N] [--workers N] [--gateway PORT] [--stream PORT]."""
    parser.add_argument("--host", default=HOST, help="地址，默认本机 / address")
    parser.add_argument("--port", type=int, default=PORT, help="端口 / port")
    parser.add_argument("--workers", type=int, default=2, help="站点进程数 / site processes")
    parser.add_argument(
        "--gateway",
        type=int,
        metavar="PORT",
        help="同时启动 HJ 212 网关 / also start the HJ 212 gateway on this port",
    )
    parser.add_argument(
        "--stream",
        type=int,
        metavar="PORT",
        help="同时启动 EPCIS 推送 / also start the WebSocket of EPCIS on this port",
    )


def run(options: argparse.Namespace) -> int:
    url = f"http://{options.host}:{options.port}/"
    beside = []
    if options.stream is not None:
        insist_on_port(options.host, options.stream)
        beside.append(stream_child(options.host, options.stream))
    return serve(
        host=options.host,
        port=options.port,
        workers=options.workers,
        gateway=options.gateway,
        beside=beside,
        ready=lambda: say(f"就绪 / Ready: {url}"),
    )


def serve(
    *,
    host: str = HOST,
    port: int = PORT,
    workers: int,
    ready: Callable[[], None],
    gateway: int | None = None,
    beside: Sequence[Child] = (),
) -> int:
    """Serve until Ctrl-C or SIGTERM; `ready` is called once the site answers.

    `beside` are further processes to be kept running.
    """
    insist_on_port(host, port)
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)
    children = _children(host, port, workers)
    if gateway is not None:
        insist_on_port(host, gateway)
        children.append(gateway_child(host, gateway))
    children += beside
    try:
        _supervise(children[:1], until=lambda: _answers(f"http://{host}:{port}/"))
        ready()
        return _supervise(children, until=lambda: False)
    except (KeyboardInterrupt, SystemExit):
        say("正在停止… / Stopping…")
        return 0
    finally:
        # A second Ctrl-C must not leave half of them running.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for child in children:
            child.stop()


def insist_on_port(host: str, port: int) -> None:
    """Raise PortTaken if nobody new can listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"端口 {port} 已被占用，可能另一个站点正在运行。/ "
                f"Port {port} is taken, perhaps by another running site.",
                f"请先停止它，或换一个端口 / Stop that one or choose another: --port {port + 1}",
            ) from error


def _children(host: str, port: int, workers: int) -> list[Child]:
    python = [sys.executable, "-m"]
    site = [*python, "granian", "--interface", "wsgi", "--factory", "--no-ws"]
    site += ["--workers", str(workers)]
    site += ["--blocking-threads", "4", "--respawn-failed-workers", "--log-level", "error"]
    site += ["--host", host, "--port", str(port), "django.core.wsgi:get_wsgi_application"]
    worker = [*python, "django", "db_worker", "--queue-name", "*", "--verbosity", "0"]
    return [
        Child("站点 site", site),
        Child("任务 worker", worker),
        Child("定时 tick", [*python, "zhiliang", "tick"], every=TICK_SECONDS),
    ]


def gateway_child(host: str, port: int) -> Child:
    """The HJ 212 gateway; what it has acknowledged is on disk however it ends."""
    command = [sys.executable, "-m", "zhiliang", "gateway", "hj212"]
    return Child("网关 gateway", [*command, "--host", host, "--port", str(port)])


def stream_child(host: str, port: int) -> Child:
    """The WebSocket of EPCIS queries; subscribers come back when it is started again."""
    command = [sys.executable, "-m", "zhiliang", "stream"]
    return Child("推送 stream", [*command, "--host", host, "--port", str(port)])


def _supervise(children: list[Child], *, until: Callable[[], bool]) -> int:
    while not until():
        for child in children:
            child.step(time.monotonic())
        time.sleep(POLL_SECONDS)
    return 0


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=10)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)
