"""The canonical key of GS1 identifications: ours by shape, the quick way beside the careful one,
and beside biip for the shapes that it reads (it knows no EPC URN); each in a process of its own.

usage: gs1.py [--rows 200000] [--slow-rows 20000] [--repeat 3] [--biip PYTHON]

PYTHON is an interpreter that can import biip; without it the peer is left out:

    python3 -m venv biip-venv && biip-venv/bin/pip install biip==5.2.0
    .venv/bin/python benchmarks/gs1.py --biip biip-venv/bin/python
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

SEED = 84
TARGET = 200_000
ROOT = Path(__file__).resolve().parent.parent / "src"


def check_digit(digits: str) -> str:
    return str(-sum(int(d) * (3 - 2 * (i % 2)) for i, d in enumerate(reversed(digits))) % 10)


def generate(rows: int) -> dict[str, list[str]]:
    """Identifications of the same trade items and logistic units in the shapes they come in."""
    dice = random.Random(SEED)
    shapes: dict[str, list[str]] = {}
    for _ in range(rows):
        company, item = f"{dice.randrange(10**7):07}", f"{dice.randrange(10**5):05}"
        body, serial = "0" + company + item, f"S{dice.randrange(10**9)}"
        gtin, unit = body + check_digit(body), f"{dice.randrange(10**9):09}"
        for shape, text in {
            "sgtin URN": f"urn:epc:id:sgtin:{company}.0{item}.{serial}",
            "lgtin URN": f"urn:epc:class:lgtin:{company}.0{item}.{serial}",
            "sscc URN": f"urn:epc:id:sscc:{company}.3{unit}",
            "sgln URN": f"urn:epc:id:sgln:{company}.{item}.0",
            "canonical link": f"https://id.gs1.org/01/{gtin}/21/{serial}",
            "link of a firm": f"https://example.com/p/01/{gtin}/21/{serial}?17=261231&lang=zh",
            "brackets": f"(01){gtin}(21){serial}",
        }.items():
            shapes.setdefault(shape, []).append(text)
    return shapes


def ours() -> Callable[[str], str]:
    sys.path.insert(0, str(ROOT))
    from zhiliang.methods.gs1 import canonical

    return canonical


def careful() -> Callable[[str], str]:
    sys.path.insert(0, str(ROOT))
    from zhiliang.methods.gs1 import parse_digital_link, parse_element_string, urn_to_link
    from zhiliang.methods.gs1.building import CANONICAL_STEM, identifiers_of, path_of

    def answer(text: str) -> str:
        if text.startswith("urn:"):
            return urn_to_link(text)
        if text.startswith("("):
            return CANONICAL_STEM + path_of(identifiers_of(parse_element_string(text)))
        return CANONICAL_STEM + path_of(parse_digital_link(text).identifiers)

    return answer


def biip() -> Callable[[str], str]:
    from biip.gs1_digital_link_uris import GS1DigitalLinkURI
    from biip.gs1_messages import GS1Message

    def answer(text: str) -> str:
        if text.startswith("("):
            message = GS1Message.parse_hri(text)
            link = GS1DigitalLinkURI.from_element_strings(message.element_strings)
        else:
            link = GS1DigitalLinkURI.parse(text)
        return link.as_canonical_uri().partition("?")[0]

    return answer


PEERS = {"zhiliang": ours, "careful way": careful, "biip": biip}
READ_BY_BIIP = ("canonical link", "link of a firm", "brackets")


def measure(options: argparse.Namespace) -> None:
    """Best of several runs of every shape in this process, as one line of JSON."""
    answer, found = PEERS[options.measure](), {}
    for shape, texts in generate(options.rows).items():
        if options.measure == "biip" and shape not in READ_BY_BIIP:
            continue
        best = float("inf")
        for _ in range(options.repeat):
            start = time.perf_counter()
            for text in texts:
                answer(text)
            best = min(best, time.perf_counter() - start)
        found[shape] = {"rate": len(texts) / best, "keys": [answer(text) for text in texts[:1000]]}
    print(json.dumps(found))


def run(peer: str, python: str, rows: int, repeat: int) -> dict:
    arguments = [f"--measure={peer}", f"--rows={rows}", f"--repeat={repeat}"]
    done = subprocess.run(
        [python, __file__, *arguments], check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout)


def compare(options: argparse.Namespace) -> int:
    first = run("zhiliang", sys.executable, options.rows, options.repeat)
    slow = {"careful way": sys.executable} | ({"biip": options.biip} if options.biip else {})
    others = {
        peer: run(peer, python, options.slow_rows, options.repeat) for peer, python in slow.items()
    }
    agreed = True
    for shape, result in first.items():
        print(f"{shape:15} {result['rate']:10,.0f} keys/s", end="")
        for peer, found in others.items():
            if shape in found:
                same = found[shape]["keys"] == result["keys"]
                agreed &= same
                ratio = result["rate"] / found[shape]["rate"]
                print(f"   ×{ratio:4.1f} {peer}{'' if same else ' DIFFERENT KEYS'}", end="")
        print()
    quick = [first[shape]["rate"] for shape in list(first)[:5]]
    print(f"target {TARGET:,} keys/s for URNs and canonical links: {min(quick):,.0f}")
    return 0 if agreed and min(quick) >= TARGET else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--slow-rows", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--biip")
    parser.add_argument("--measure", choices=PEERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options)
        return 0
    return compare(options)


if __name__ == "__main__":
    raise SystemExit(main())
