"""`zhiliang simulate`: made-up outlets that send to a gateway, to try it and to load it."""

import argparse
import asyncio
import json
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from zhiliang.command import emit, set_up_django, shared_options

help = "模拟监测设备（数据均为示例） / simulated monitoring devices; all their data are made up"
needs_django = False

HOST = "127.0.0.1"
PORT = 9212


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """hj212 [--host H] [--port N] [--outlets N] [--seconds S | --hours H] …."""
    what = parser.add_subparsers(dest="what", required=True)
    device = what.add_parser("hj212", parents=[shared_options()], help="HJ 212")
    device.add_argument("--host", default=HOST, help="地址 / address")
    device.add_argument("--port", type=int, default=PORT, help="端口 / port")
    device.add_argument("--outlets", type=int, default=10, metavar="N", help="排放口数 / outlets")
    device.add_argument("--seconds", type=float, help="历时（秒），默认 60 / how long, default 60")
    device.add_argument("--hours", type=float, help="模拟的小时数 / simulated hours")
    device.add_argument(
        "--speed",
        type=float,
        default=1.0,
        help="模拟时间的倍速，0 尽快 / simulated seconds a second, 0: as fast as answers come",
    )
    device.add_argument(
        "--rate", type=float, help="每秒包数，代替 --speed / packets a second instead of --speed"
    )
    device.add_argument(
        "--every", type=float, default=30.0, help="实时数据间隔（秒） / real-time interval (s)"
    )
    device.add_argument("--faulty", type=float, default=0.0, metavar="PERCENT")
    device.add_argument("--window", type=int, default=1, help="未应答的包数 / unanswered at once")
    device.add_argument(
        "--registry",
        type=Path,
        metavar="FILE",
        help="JSON 名册，没有则新建；不给则用数据库中的示例排放口 / "
        "JSON register, made if missing; without it the database's sample outlets",
    )


def run(options: argparse.Namespace) -> int:
    """Send, then print what became of it; 1 where something stayed unanswered."""
    from zhiliang.systems.environment.gateway.simulator import simulate

    stations = _stations(options)
    load = _load(options)
    begun = time.perf_counter()
    tally = asyncio.run(simulate(stations, load))
    found = {"outlets": len(stations), **tally.summary(time.perf_counter() - begun)}
    if options.json:
        emit(found)
    else:
        print("\n".join(f"{name:20} {value}" for name, value in found.items()))
    return 0 if found["unanswered"] == 0 else 1


def _load(options: argparse.Namespace) -> Any:
    from zhiliang.systems.environment.gateway.simulator import Load

    speed = options.speed
    if options.rate is not None:
        # every outlet sends a little more than one packet in each interval
        speed = options.rate * options.every / max(options.outlets, 1)
    seconds = options.seconds or 60.0
    if options.hours is not None:
        seconds = options.hours * 3600 / (speed or 1.0)
    return Load(
        options.host,
        options.port,
        seconds,
        speed=speed,
        faulty=options.faulty / 100,
        window=options.window,
        every=timedelta(seconds=options.every),
    )


def _stations(options: argparse.Namespace) -> list[Any]:
    from zhiliang.systems.environment.gateway.believable import Station, stations

    if options.registry is None:
        set_up_django(options.lang)
        return _registered(options.outlets)
    if not options.registry.exists():
        made = [
            {"mn": s.mn, "password": s.password, "source": "sample"}
            for s in stations(options.outlets)
        ]
        options.registry.write_text(json.dumps(made, indent=1), "utf-8")
    entries = json.loads(options.registry.read_text("utf-8"))[: options.outlets]
    return [Station(entry["mn"], entry["password"]) for entry in entries]


def _registered(count: int) -> list[Any]:
    from zhiliang.core.errors import ClerkError
    from zhiliang.systems.environment.gateway.believable import Station
    from zhiliang.systems.environment.models import Outlet

    found = Outlet.objects.filter(source="sample").order_by("mn")[:count]
    if not found:
        from django.utils.translation import gettext as _

        raise ClerkError(
            _("没有示例排放口，模拟器不用真实排放口的编号。"),
            _("请用 --registry 文件，或先建立示例数据。"),
        )
    return [Station(outlet.mn, outlet.password) for outlet in found]
