"""Runs commands one after another, each visitor in a process of their own.

A new interpreter needs seconds to load pandas, Ibis and Altair. This one has loaded them and
forks: the visitor still starts from an empty `zhiliang`, with their own environment and folder,
but at once. Started by `terminal.Pool`; it reads one JSON request a line and answers when done.
"""

import json
import os
import signal
import sys
import traceback
from importlib import import_module
from pathlib import Path

HEAVY = (
    *("altair", "chinese_calendar", "cryptography.hazmat.primitives.serialization", "docx"),
    *("duckdb", "ibis.backends.duckdb", "ibis.expr.api", "openpyxl", "psycopg", "typst", "yaml"),
    *("pyarrow.dataset", "vl_convert", "django.contrib.admin.utils", "django.db.models"),
    *("django.template", "django.urls"),
)


def serve() -> None:
    for name in HEAVY:
        import_module(name)
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork() or visit(request)
        _pid, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def visit(request: dict) -> None:
    """Type every command of the request; never returns."""
    signal.alarm(request["seconds"])
    scratch = Path(request["scratch"])
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, words in enumerate(request["commands"]):
        for stream, ending in ((1, "out"), (2, "err")):
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            os.dup2(os.open(scratch / f"{number}.{ending}", flags), stream)
        (scratch / f"{number}.code").write_text(str(typed(words)))
    os._exit(0)


def typed(words: list[str]) -> int:
    """The exit code of one command, its streams written."""
    sys.argv = ["zhiliang", *words]
    with open(1, "w", closefd=False) as sys.stdout, open(2, "w", closefd=False) as sys.stderr:
        try:
            from zhiliang.command import main

            return main(words)
        except SystemExit as left:
            if isinstance(left.code, str):
                print(left.code, file=sys.stderr)
            return left.code if isinstance(left.code, int) else int(left.code is not None)
        except BaseException:
            traceback.print_exc()
            return 1


if __name__ == "__main__":
    serve()
