"""`zhiliang stream`: the WebSocket of EPCIS queries, an ASGI process beside the site."""

import argparse
import os
import sys

from zhiliang.command import say
from zhiliang.command.serve import insist_on_port

help = "推送 EPCIS 查询的新事件（WebSocket） / send new events of EPCIS queries (WebSocket)"
needs_django = False

HOST = "127.0.0.1"
PORT = 8001
GRACE_SECONDS = "10"
APPLICATION = "zhiliang.systems.traceability.streaming.asgi:application"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """[--host H] [--port N]."""
    parser.add_argument("--host", default=HOST, help="地址，默认本机 / address")
    parser.add_argument("--port", type=int, default=PORT, help="端口 / port")


def run(options: argparse.Namespace) -> int:
    """Become the server: signals reach it directly."""
    insist_on_port(options.host, options.port)
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--workers", "1"]
    command += ["--log-level", "error", "--workers-kill-timeout", GRACE_SECONDS]
    command += ["--host", options.host, "--port", str(options.port), "--factory", APPLICATION]
    say(f"推送 / Streaming: ws://{options.host}:{options.port}/epcis/queries/…/events?stream=true")
    os.execv(sys.executable, command)
