"""`zhiliang demo`: from an empty folder to a site with real figures and a sample province."""

import argparse
import sys
import time

from zhiliang.command import say, serve, set_up_django
from zhiliang.command.demo import accounts, folder, live
from zhiliang.command.demo.steps import STEPS, Step

help = "从零建立演示站点 / build and serve the demonstration"
needs_django = False  # what is prepared already is served without waiting for it


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """[--check] [--fresh] [--port N]."""
    parser.add_argument("--check", action="store_true", help="只准备不启动 / prepare, don't serve")
    parser.add_argument("--fresh", action="store_true", help="清空演示数据重来 / start over")
    parser.add_argument("--port", type=int, default=serve.PORT, help="端口 / port")


def run(options: argparse.Namespace) -> int:
    """Prepare what is not prepared yet, then serve."""
    if not options.check:
        serve.insist_on_port(serve.HOST, options.port)
    with folder.held():
        if options.fresh:
            folder.clear()
        code = prepare()
        if code or options.check:
            return code
        wire = live.port()
        return serve.serve(
            port=options.port,
            workers=1,
            ready=lambda: say(welcome(options.port)),
            gateway=wire,
            beside=live.outlets(wire),
        )


def prepare() -> int:
    """Run every step unless nothing has changed since they last ran."""
    started = time.monotonic()
    digest = folder.digest()
    if folder.is_prepared(digest):
        say("演示数据已就绪 / The demonstration is prepared")
        return 0
    folder.claim()
    set_up_django()
    for number, step in enumerate(STEPS, start=1):
        _perform(step, label=f"[{number:2}/{len(STEPS)}] {step.title}")
    folder.mark_prepared(digest)
    say(f"准备完成 / Prepared in {time.monotonic() - started:.1f} s")
    return 0


def welcome(port: int) -> str:
    """Return where the site is and who may sign in."""
    return "\n".join(
        (
            "",
            f"质量 zhiliang  http://{serve.HOST}:{port}/   （停止 stop: Ctrl-C）",
            "",
            accounts.table(),
            "",
        )
    )


def _perform(step: Step, *, label: str) -> None:
    started = time.monotonic()
    print(f"{label} … ", end="", file=sys.stderr, flush=True)
    try:
        result = step.run()
    except BaseException:
        say("✗")
        raise
    say(f"{result} ({time.monotonic() - started:.1f} s)")
