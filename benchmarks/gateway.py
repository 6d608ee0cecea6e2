"""Packets a second that a live HJ 212 gateway acknowledges durably, beside plain asyncio servers.

Every server runs on one core, the client on the other (where there are two); the same prepared
packets over the same connections, `window` of them unanswered at a time on each; every answer is
counted, every server has written and fsynced a packet before it answers. The peers read line by
line with asyncio streams, check the checksum by table and parse each packet in Python as one would
write it first: one with an fsync for each packet, one with an fsync for all that wait (group
commit in a thread).

usage: gateway.py [--seconds 10] [--connections 50] [--window 64]
"""

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from zhiliang.methods.hj212.encoding import frame
from zhiliang.systems.environment.gateway.believable import messages, stations

ANSWER = b"CN=9014"
QN = slice(9, 26)
MOST_PACKETS = 16_000  # prepared for each connection


def prepared(connections: int, count: int) -> list[list[bytes]]:
    """So many different packets for each connection, as its outlet would send them."""
    start = datetime.now().replace(microsecond=0) - timedelta(days=1)
    return [_packets(station, start, count) for station in stations(connections)]


def _packets(station, start: datetime, count: int) -> list[bytes]:
    made = [m.frame[6:-6] for m in islice(messages(station, start, every=timedelta(hours=1)), 60)]
    heads = [(segment.partition(b";")[2]).partition(b"DataTime=") for segment in made]
    packets = []
    for number, (head, _, content) in enumerate(islice(cycle(heads), count)):
        at = start + timedelta(seconds=number)
        segment = b"QN=%b%03d;%bDataTime=%b%b" % (
            at.strftime("%Y%m%d%H%M%S").encode(),
            number % 1000,
            head,
            at.strftime("%Y%m%d%H%M%S").encode(),
            content[14:],
        )
        packets.append(frame(segment))
    return packets


class Client(asyncio.Protocol):
    """Keeps `window` packets unanswered until its packets or the time are over."""

    def __init__(self, packets: list[bytes], window: int, until: float) -> None:
        self.packets, self.window, self.until = packets, window, until
        self.next = self.answered = 0
        self.sent: deque[float] = deque()
        self.latencies: list[float] = []
        self.done = asyncio.get_running_loop().create_future()
        self.last = 0.0

    def connection_made(self, transport) -> None:
        self.transport = transport
        self._send(self.window)

    def data_received(self, data: bytes) -> None:
        count = data.count(b"\r\n")
        now = time.perf_counter()
        self.answered += count
        self.last = now
        self.latencies.append(now - self.sent[0])
        for _ in range(count):
            self.sent.popleft()
        if now < self.until:
            self._send(count)
        if not self.sent and not self.done.done():
            self.done.set_result(None)

    def _send(self, count: int) -> None:
        batch = self.packets[self.next : self.next + count]
        self.next += len(batch)
        self.sent.extend([time.perf_counter()] * len(batch))
        self.transport.write(b"".join(batch))


async def load(port: int, packets: list[list[bytes]], window: int, seconds: float) -> dict:
    begun = time.perf_counter()
    until = begun + seconds
    loop = asyncio.get_running_loop()
    clients = [
        (await loop.create_connection(lambda p=p: Client(p, window, until), "127.0.0.1", port))[1]
        for p in packets
    ]
    await asyncio.wait([client.done for client in clients], timeout=seconds + 30)
    took = max(client.last for client in clients) - begun
    answered = sum(client.answered for client in clients)
    ordered = sorted(value for client in clients for value in client.latencies)
    for client in clients:
        client.transport.abort()
    return {
        "answered": answered,
        "seconds": took,
        "a_second": answered / took,
        "p50": ordered[len(ordered) // 2] * 1000,
        "p99": ordered[int(len(ordered) * 0.99)] * 1000,
        "open": sum(len(client.sent) for client in clients),
    }


# --- the peers -----------------------------------------------------------------------------------

TABLE = []
for byte in range(256):
    for _ in range(8):
        byte = (byte >> 1) ^ 0xA001 if byte & 1 else byte >> 1
    TABLE.append(byte)


def plain_crc(segment: bytes) -> int:
    value = 0xFFFF
    for byte in segment:
        value = (value >> 8) ^ byte
        value = TABLE[value & 0xFF] ^ (value & 0xFF00) >> 8 if value > 0xFF else TABLE[value]
    return value


def plain_parse(line: bytes) -> tuple[dict[str, str], dict[str, str]]:
    segment = line[6:-6]
    if int(line[2:6]) != len(segment) or int(line[-6:-2], 16) != plain_crc(segment):
        raise ValueError("length or checksum")
    head, _, content = segment.decode().partition("CP=&&")
    fields = dict(item.split("=", 1) for item in head.split(";") if item)
    items = content.removesuffix("&&").replace(",", ";").split(";")
    return fields, dict(item.split("=", 1) for item in items if item)


def plain_answer(fields: dict[str, str]) -> bytes:
    text = (
        f"QN={fields['QN']};ST=91;CN=9014;PW={fields['PW']};MN={fields['MN']};Flag=4;CP=&&&&"
    ).encode()
    return b"##%04d%b%04X\r\n" % (len(text), text, plain_crc(text))


async def plain_server(folder: Path, registry: Path, *, grouped: bool) -> None:
    known = {entry["mn"]: entry["password"] for entry in json.loads(registry.read_text())}
    journal = os.open(folder / "plain.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    waiting: list[tuple[bytes, asyncio.StreamWriter, bytes]] = []
    wake = asyncio.Event()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                line = await reader.readuntil(b"\r\n")
                fields, _ = plain_parse(line)
                if known.get(fields["MN"]) != fields["PW"]:
                    continue
                if grouped:
                    waiting.append((line, writer, plain_answer(fields)))
                    wake.set()
                else:
                    os.write(journal, line)
                    os.fdatasync(journal)
                    writer.write(plain_answer(fields))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def commit(lines: list[bytes]) -> None:
        os.write(journal, b"".join(lines))
        os.fdatasync(journal)

    async def commits() -> None:
        while True:
            await wake.wait()
            wake.clear()
            batch = list(waiting)
            waiting.clear()
            await asyncio.to_thread(commit, [line for line, _, _ in batch])
            for _, writer, answer in batch:
                writer.write(answer)

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    task = asyncio.create_task(commits())
    print(f"Ready: {server.sockets[0].getsockname()[1]}", file=sys.stderr, flush=True)
    await task


# --- the run -------------------------------------------------------------------------------------


def command(server: str, folder: Path, registry: Path) -> list[str]:
    if server == "zhiliang":
        limits = folder / "limits.yaml"
        limits.write_text("packets_a_second: 1000000\npackets_at_once: 1000000\n")
        words = ["-m", "zhiliang", "gateway", "hj212", "--port", "0", "--limits", str(limits)]
        return [sys.executable, *words, "--registry", str(registry), "--root", str(folder / "r")]
    return [sys.executable, __file__, "--serve", server, "--folder", str(folder)]


def measure(server: str, packets: list[list[bytes]], options: argparse.Namespace) -> dict:
    with tempfile.TemporaryDirectory(dir=options.folder) as temporary:
        folder = Path(temporary)
        registry = folder / "registry.json"
        outlets = stations(options.connections)
        registry.write_text(json.dumps([{"mn": s.mn, "password": s.password} for s in outlets]))
        process = subprocess.Popen(
            command(server, folder, registry),
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            preexec_fn=lambda: on_core(0),
        )
        try:
            line = process.stderr.readline()
            time.sleep(2)  # its compactor has started as well
            found = asyncio.run(
                load(int(line.rsplit(":", 1)[1]), packets, options.window, options.seconds)
            )
            found["a_core_second"] = found["answered"] / core_seconds(process.pid)
        finally:
            process.send_signal(signal.SIGTERM if server == "zhiliang" else signal.SIGKILL)
            process.wait()
        if server == "zhiliang":
            found["lake"] = json.loads((folder / "r" / "manifest.json").read_text())["counts"]
        return found


def core_seconds(pid: int) -> float:
    """Time a server has been working, its child not counted: what a shared machine leaves alone."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def on_core(number: int) -> None:
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        os.sched_setaffinity(0, {cores[number]})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--connections", type=int, default=50)
    parser.add_argument("--window", type=int, default=64)
    parser.add_argument("--folder", type=Path, default=Path.cwd())
    parser.add_argument("--serve", choices=("plain", "plain grouped"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        registry = options.folder / "registry.json"
        asyncio.run(
            plain_server(options.folder, registry, grouped=options.serve == "plain grouped")
        )
        return 0
    packets = prepared(options.connections, MOST_PACKETS)
    if os.cpu_count() > 1:
        os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[1]})
    mean = sum(map(len, packets[0])) / len(packets[0])
    print(
        f"{options.connections} connections, window {options.window}, {mean:.0f} bytes a packet, "
        f"load of the machine before: {os.getloadavg()[0]:.1f}"
    )
    found = {
        name: measure(name, packets, options) for name in ("zhiliang", "plain grouped", "plain")
    }
    for name, result in found.items():
        print(
            f"{name:14} {result['a_second']:9,.0f} packets/s  "
            f"×{found['zhiliang']['a_second'] / result['a_second']:6.1f} by ours  "
            f"p50 {result['p50']:7.1f} ms  p99 {result['p99']:7.1f} ms  "
            f"{result['a_core_second']:9,.0f} a second of its own work  "
            f"{result['answered']:,} acknowledged, {result['open']} not"
        )
    print("in our lake after the orderly stop:", found["zhiliang"]["lake"])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
