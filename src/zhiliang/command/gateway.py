"""`zhiliang gateway`: take in what devices send, bring the readings lake up to date."""

import argparse
import asyncio
import sys
from pathlib import Path

from zhiliang.command import emit, set_up_django, shared_options

help = "接收监测设备数据的网关 / gateway for monitoring devices (HJ 212)"
needs_django = False

HOST = "127.0.0.1"
PORT = 9212


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """hj212 [--host H] [--port N] [--registry FILE] [--limits FILE]; compact [--follow PID]."""
    what = parser.add_subparsers(dest="what", required=True)
    listen = what.add_parser(
        "hj212", parents=[shared_options()], help="监听 HJ 212 / listen for HJ 212"
    )
    listen.add_argument("--host", default=HOST, help="地址，默认本机 / address")
    listen.add_argument("--port", type=int, default=PORT, help="端口，0 任选 / port, 0: any")
    listen.add_argument(
        "--registry",
        type=Path,
        metavar="FILE",
        help="JSON 排放口名册，代替数据库 / JSON register of outlets instead of the database",
    )
    listen.add_argument("--limits", type=Path, metavar="FILE", help="YAML")
    compact = what.add_parser(
        "compact", parents=[shared_options()], help="日志写入数据湖 / from the journal to the lake"
    )
    compact.add_argument(
        "--follow",
        type=int,
        metavar="PID",
        help="持续，直到该父进程结束 / again and again until that parent process ends",
    )
    for parser_of_one in (listen, compact):
        parser_of_one.add_argument("--root", type=Path, metavar="FOLDER", help="readings")


def run(options: argparse.Namespace) -> int:
    """Listen until SIGTERM, or compact."""
    return {"hj212": _listen, "compact": _compact}[options.what](options)


def _listen(options: argparse.Namespace) -> int:
    from zhiliang.systems.environment.gateway.configuration import limits
    from zhiliang.systems.environment.gateway.registry import FromDatabase, FromFile
    from zhiliang.systems.environment.gateway.running import Place, run

    if options.registry is None:
        set_up_django(options.lang)
    registry = FromDatabase() if options.registry is None else FromFile(options.registry)
    place = Place(options.host, options.port, _root(options))
    asyncio.run(run(place, registry, limits(options.limits), ready=_ready))
    return 0


def _ready(port: int) -> None:
    print(f"就绪 / Ready: {port}", file=sys.stderr, flush=True)


def _compact(options: argparse.Namespace) -> int:
    from zhiliang.systems.environment.gateway.running import follow
    from zhiliang.systems.environment.readings.compaction import compact

    root = _root(options)
    if options.follow is not None:
        follow(root, options.follow)
        return 0
    manifest = compact(root)
    if options.json:
        emit({"manifest": manifest.number, "counts": dict(manifest.counts)})
    else:
        print(f"manifest {manifest.number}", file=sys.stderr)
    return 0


def _root(options: argparse.Namespace) -> Path:
    if options.root is not None:
        return Path(options.root)
    from zhiliang.systems.environment.readings.lake import readings_root

    return readings_root()
