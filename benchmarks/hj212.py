"""HJ 212 packets of a captured file to a long Arrow table: ours beside a plain parser that goes
packet by packet, each in a process of its own on one core, readings compared, ratios printed.

usage: hj212.py [--packets 200000] [--outlets 200] [--factors 8] [--faulty 2] [--repeat 3]

The capture is generated, seeded: wastewater and flue gas outlets in equal parts, nine real-time
packets to one of minute data, six or eight factors each (or fewer, as `--factors` says), 350 bytes
on average; half of the MNs have 14 characters, a third of the outlets send neither QN nor Flag, a
quarter write the checksum in small letters, and some packets have one byte wrong. The plain parser
looks its checksum up in a table, splits and makes the same nine columns; it gives no reasons, notes
nothing and reads nothing that is irregular.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from zhiliang.methods.hj212.checksum import TABLE
from zhiliang.methods.hj212.decode import decode
from zhiliang.methods.hj212.encoding import frame

SEED = 212
WATER = ("w01018", "w21003", "w21011", "w21001", "w01001", "w01010", "w00000", "w01014")
AIR = ("a21026", "a21002", "a34013", "a19001", "a01011", "a01012", "a01013", "a01014")
COLUMNS = ("mn", "st", "cn", "qn", "data_time", "factor", "statistic", "value", "flag")
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ARROW_NUM_THREADS"), "1")


def outlet(number: int, most: int, chance: random.Random) -> dict:
    """What stays the same in the packets of an outlet; `most`: factors."""
    factors = list(AIR if number % 2 else WATER)
    chance.shuffle(factors)
    return {
        "st": "31" if number % 2 else "32",
        "mn": f"{chance.getrandbits(96):024X}" if chance.random() < 0.5 else f"8888888{number:07d}",
        "factors": factors[: min(most, chance.choice([6, 8, 8, 8]))],
        "bare": chance.random() < 1 / 3,
        "small": chance.random() < 1 / 4,
    }


def item(factor: str, statistics: tuple[str, ...], chance: random.Random) -> str:
    values = [f"{factor}-{statistic}={number(chance)}" for statistic in statistics]
    return ",".join([*values, f"{factor}-Flag=N"])


def number(chance: random.Random) -> str:
    whole, places = chance.choice([10, 100, 1000]), chance.choice([1, 2, 3])
    return f"{chance.uniform(0, whole):.{places}f}"


def packet(one: dict, number: int, chance: random.Random) -> bytes:
    moment = f"2024{1 + number % 12:02d}{1 + number % 28:02d}{number % 24:02d}{number % 60:02d}00"
    minutes = number % 10 == 0
    statistics = ("Min", "Avg", "Max") if minutes else ("Rtd",)
    items = [item(factor, statistics, chance) for factor in one["factors"][: 5 if minutes else 8]]
    first, last = ("", "") if one["bare"] else (f"QN={moment}{number % 1000:03d};", "Flag=5;")
    made = frame(
        f"{first}ST={one['st']};CN={'2051' if minutes else '2011'};PW=123456;MN={one['mn']};{last}"
        f"CP=&&DataTime={moment};{';'.join(items)}&&".encode()
    )
    return made[:-6] + made[-6:].lower() if one["small"] else made


def generate(path: Path, options: argparse.Namespace) -> None:
    chance = random.Random(SEED)
    outlets = [outlet(number, options.factors, chance) for number in range(options.outlets)]
    with path.open("wb") as capture:
        for number in range(options.packets):
            made = bytearray(packet(chance.choice(outlets), number, chance))
            if chance.random() < options.faulty / 100:
                made[chance.randrange(6, len(made) - 2)] ^= 1 << chance.randrange(5)
            capture.write(made)


def ours(buffer: bytes) -> tuple[pa.Table, int]:
    decoded = decode(buffer)
    return decoded.readings.select(COLUMNS), decoded.frames.num_rows


def plain(buffer: bytes) -> tuple[pa.Table, int]:
    """Packet by packet: find, check, split, append."""
    columns: dict[str, list] = {name: [] for name in COLUMNS}
    place = packets = 0
    while (head := buffer.find(b"##", place)) >= 0:
        digits = buffer[head + 2 : head + 6]
        end = head + 12 + int(digits) if digits.isdigit() else 0
        place = head + 2
        if end and buffer[end - 2 : end] == b"\r\n":
            segment = buffer[head + 6 : end - 6]
            state = 0xFFFF
            for byte in segment:
                state = TABLE[(state >> 8) ^ byte]
            if b"%04X" % state == buffer[end - 6 : end - 2].upper():
                plain_packet(segment.decode(), columns)
                place, packets = end, packets + 1
    kinds = {"data_time": pa.timestamp("ms"), "value": pa.float64()}
    arrays = [pa.array(columns[name], kinds.get(name, pa.string())) for name in COLUMNS]
    return pa.table(arrays, names=COLUMNS), packets


def plain_packet(segment: str, columns: dict[str, list]) -> None:
    head, _, content = segment.partition("CP=&&")
    fields = dict(field.split("=") for field in head.rstrip(";").split(";"))
    first, *items = content.removesuffix("&&").split(";")
    digits = first.removeprefix("DataTime=")
    moment = datetime(int(digits[:4]), *(int(digits[at : at + 2]) for at in range(4, 14, 2)))
    for text in items:
        values = [value.split("=") for value in text.split(",")]
        flag = next((value for key, value in values if key.endswith("-Flag")), None)
        for key, value in values:
            factor, _, statistic = key.rpartition("-")
            if statistic != "Flag":
                columns["mn"].append(fields["MN"])
                columns["st"].append(fields["ST"])
                columns["cn"].append(fields["CN"])
                columns["qn"].append(fields.get("QN"))
                columns["data_time"].append(moment)
                columns["factor"].append(factor)
                columns["statistic"].append(statistic)
                columns["value"].append(float(value))
                columns["flag"].append(flag)


PEERS = {"zhiliang": ours, "plain parser": plain}


def measure(options: argparse.Namespace) -> None:
    """Best of several runs in this process, as one line of JSON."""
    buffer = Path(options.capture).read_bytes()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    best, cpu = float("inf"), float("inf")
    for _ in range(options.repeat):
        start, busy = time.perf_counter(), time.process_time()
        table, packets = PEERS[options.measure](buffer)
        best = min(best, time.perf_counter() - start)
        cpu = min(cpu, time.process_time() - busy)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        json.dumps(
            {
                "seconds": best,
                "cpu": cpu,
                "packets": packets,
                "readings": table.num_rows,
                "mebibytes": (peak - before) / 1024,
                "sum": sum(hash(str(column)) for column in sample(table)) % (1 << 61),
            }
        )
    )


def sample(table: pa.Table) -> list:
    """What is compared: every column of every hundredth reading."""
    return table.take(list(range(0, table.num_rows, 100))).to_pylist()


def run(peer: str, capture: Path, options: argparse.Namespace) -> dict:
    done = subprocess.run(
        [
            *("taskset", "-c", "0", sys.executable, __file__),
            *(f"--measure={peer}", f"--capture={capture}", f"--repeat={options.repeat}"),
        ],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | ONE_CORE | {"PYTHONHASHSEED": "0"},
    )
    return json.loads(done.stdout.splitlines()[-1])


def compare(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as folder:
        capture = Path(folder) / "capture.bin"
        generate(capture, options)
        size = capture.stat().st_size
        found = {peer: run(peer, capture, options) for peer in PEERS}
    first = found["zhiliang"]
    print(
        f"{options.packets:,} packets of {size / options.packets:.0f} bytes, "
        f"{options.faulty} % faulty, one core, {first['readings']:,} readings"
    )
    agreed = True
    for peer, result in found.items():
        agrees = all(result[key] == first[key] for key in ("packets", "readings", "sum"))
        agreed &= agrees
        print(
            f"{peer:12} {options.packets / result['seconds']:10,.0f} packets/s "
            f"({options.packets / result['cpu']:,.0f} per CPU second)  "
            f"{size / result['seconds'] / 1e6:6.1f} MB/s  "
            f"×{result['seconds'] / first['seconds']:5.1f} the time of zhiliang  "
            f"{result['mebibytes']:6.0f} MiB beside the file  "
            f"{'same readings' if agrees else 'DIFFERENT READINGS'}"
        )
    return 0 if agreed else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packets", type=int, default=200_000)
    parser.add_argument("--outlets", type=int, default=200)
    parser.add_argument("--factors", type=int, default=8)
    parser.add_argument("--faulty", type=float, default=2)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--measure", choices=PEERS, help=argparse.SUPPRESS)
    parser.add_argument("--capture", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options)
        return 0
    return compare(options)


if __name__ == "__main__":
    raise SystemExit(main())
