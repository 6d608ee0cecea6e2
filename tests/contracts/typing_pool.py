"""Runs commands one after another, each in a process of its own.

A new interpreter needs seconds to load pandas, Ibis and Altair. This one has loaded them and
forks: the command still starts from an empty `zhiliang`, with its own environment, its own
working folder and its own exit code, but at once. Started by `terminal.Terminal`; it reads one
JSON request a line and answers with the exit code.
"""

import json
import os
import signal
import sys
import traceback
from importlib import import_module

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
        child = os.fork() or become(request)
        _pid, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def become(request: dict) -> None:
    """Be the command that was asked for; never returns."""
    signal.alarm(request["seconds"])
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    for number, path in enumerate((os.devnull, request["out"], request["err"])):
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC if number else os.O_RDONLY
        os.dup2(os.open(path, flags), number)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
    code = 1
    try:
        code = said(request["words"])
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def said(words: list[str]) -> int:
    from zhiliang.command import main

    sys.argv = ["zhiliang", *words]
    try:
        return main(words)
    except SystemExit as left:
        if isinstance(left.code, str):
            print(left.code, file=sys.stderr)
            return 1
        return left.code or 0


if __name__ == "__main__":
    serve()
