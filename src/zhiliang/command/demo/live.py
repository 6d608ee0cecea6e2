"""The made-up outlets of the demonstration report live, through the real gateway."""

import sys

from zhiliang.command import serve

FIRST, LAST = 9212, 9221
DAY = 86_400


def port() -> int | None:
    """A free port for the gateway; None where all of a few are taken: the site runs without."""
    for number in range(FIRST, LAST + 1):
        try:
            serve.insist_on_port(serve.HOST, number)
        except serve.PortTaken:
            continue
        return number
    return None


def outlets(number: int | None) -> list[serve.Child]:
    """The simulator of all made-up outlets, kept running; nobody where there is no gateway."""
    if number is None:
        return []
    command = [sys.executable, "-m", "zhiliang", "simulate", "hj212", "--port", str(number)]
    command += ["--outlets", "1000", "--seconds", str(DAY)]
    return [serve.Child("模拟排放口 outlets", command, every=1)]
