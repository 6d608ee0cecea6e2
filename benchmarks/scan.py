"""The page of a scan over HTTP: 95th percentile of each kind beside a bare page of the same site.

usage: scan.py [--site http://127.0.0.1:8000] [--count 200]

Asks a running demonstration (`./run demo`), each kind in turn so that other work on the machine
falls on all alike. The bare page is the one that signs in: no figures, no lists.
"""

import argparse
import http.client
import sys
import time
from datetime import date, timedelta
from urllib.parse import urlsplit

DAY = date.today() - timedelta(days=16)
BARE = "/accounts/sign-in/"
KINDS = {
    "bare page": (BARE, {}),
    "lot": (f"/01/09520084000037/10/{DAY:%y%m%d}", {}),
    "item": ("/01/09520084000105/21/1000", {}),
    "product": ("/01/09520084000037", {}),
    "unknown": ("/01/09506000134352/10/X", {}),
    "linkset": (
        f"/01/09520084000037/10/{DAY:%y%m%d}",
        {"Accept": "application/linkset+json"},
    ),
}
LIMIT = 0.1
STATUS = {"unknown": 404}


def asked(server: http.client.HTTPConnection, kind: str) -> tuple[float, int]:
    """Seconds and bytes of one answer."""
    path, headers = KINDS[kind]
    started = time.perf_counter()
    server.request("GET", path, headers=headers)
    answer = server.getresponse()
    body = answer.read()
    if answer.status != STATUS.get(kind, 200):
        raise SystemExit(f"{path}: {answer.status}")
    return time.perf_counter() - started, len(body)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--site", default="http://127.0.0.1:8000")
    parser.add_argument("--count", type=int, default=200)
    options = parser.parse_args()
    server = http.client.HTTPConnection(urlsplit(options.site).netloc, timeout=30)
    taken: dict[str, list[float]] = {kind: [] for kind in KINDS}
    size: dict[str, int] = {}
    for number in range(options.count + 5):
        for kind in KINDS:
            seconds, size[kind] = asked(server, kind)
            if number >= 5:  # the first ones fill the caches
                taken[kind].append(seconds)
    bare = sorted(taken["bare page"])[int(0.95 * options.count)]
    slow = []
    for kind, seconds in taken.items():
        seconds.sort()
        middle, late = seconds[options.count // 2], seconds[int(0.95 * options.count)]
        print(
            f"{kind:10} median {1000 * middle:6.1f} ms  p95 {1000 * late:6.1f} ms"
            f"  ×{late / bare:4.2f} of the bare page  {size[kind]:6} bytes"
        )
        slow += [kind] if late > LIMIT else []
    print(f"over {1000 * LIMIT:.0f} ms: {', '.join(slow) or 'none'}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
