"""Made-up wastewater of an outlet as its logger would report it; not the data of any real one."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from zhiliang.methods.hj212.encoding import frame

# factor: level, daily swing, noise (shares of the level), digits
FACTORS = {
    "w01018": (45.0, 0.18, 0.06, 1),
    "w21003": (3.6, 0.22, 0.08, 2),
    "w21011": (0.32, 0.15, 0.08, 3),
    "w21001": (11.0, 0.12, 0.05, 2),
    "w01001": (7.3, 0.01, 0.01, 2),
    "w00000": (12.5, 0.30, 0.05, 2),
}
REAL_TIME, MINUTES, HOUR, DAY = "2011", "2051", "2061", "2031"
FLAGS, WEIGHTS = "NCMD", (985, 7, 4, 4)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Station:
    """A simulated outlet."""

    mn: str
    password: str

    @property
    def scale(self) -> float:
        """How much more or less than others it discharges."""
        return 0.6 + (int(self.mn[-6:], 16) * 37 % 100) / 100


@dataclass(frozen=True)
class Message:
    """What is sent when: the frame, the QN its answer will have."""

    at: datetime
    qn: str
    frame: bytes


def messages(
    station: Station, start: datetime, *, every: timedelta = MINUTE / 2, seed: int = 0
) -> Iterator[Message]:
    """Real-time data every so often, and minutes, hours and days when they are over; endless.

    The label of real-time data is the instant, of the others the start of the interval.
    """
    rng = random.Random(f"{station.mn}{seed}")
    at = start
    while True:
        due = [(REAL_TIME, at)]
        due += [(MINUTES, at - 10 * MINUTE)] if _on(at, every, 10 * MINUTE) else []
        due += [(HOUR, at - 60 * MINUTE)] if _on(at, every, 60 * MINUTE) else []
        due += [(DAY, at - 1440 * MINUTE)] if _on(at, every, 1440 * MINUTE) else []
        for number, (cn, label) in enumerate(due):
            qn = f"{at:%Y%m%d%H%M%S}{at.microsecond // 1000 + number:03d}"
            yield Message(at, qn, _frame(station, qn, cn, items(station, cn, label, rng)))
        at += every


def _on(at: datetime, every: timedelta, interval: timedelta) -> bool:
    """Whether an interval ended since the last message."""
    since = timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)
    return since % interval < every


def _frame(station: Station, qn: str, cn: str, content: str) -> bytes:
    head = f"QN={qn};ST=32;CN={cn};PW={station.password};MN={station.mn};Flag=5;CP=&&"
    return frame(f"{head}{content}&&".encode())


def items(station: Station, cn: str, label: datetime, rng: random.Random) -> str:
    """The content of a packet: DataTime, then a group for each factor."""
    tide = math.sin((label.hour + label.minute / 60 - 8) / 24 * 2 * math.pi)
    parts = [f"DataTime={label:%Y%m%d%H%M%S}"]
    parts += [_group(factor, cn, (station.scale, tide), rng) for factor in FACTORS]
    return ";".join(parts)


def _group(factor: str, cn: str, state: tuple[float, float], rng: random.Random) -> str:
    level, swing, noise, digits = FACTORS[factor]
    scale = 1.0 if factor == "w01001" else state[0]
    mean = level * scale * (1 + swing * state[1] + noise * rng.gauss(0, 1))
    flag = rng.choices(FLAGS, WEIGHTS)[0]
    if cn == REAL_TIME:
        return f"{factor}-Rtd={mean:.{digits}f},{factor}-Flag={flag}"
    low, high = mean * (1 - noise), mean * (1 + noise)
    total = f"{factor}-Cou={mean * 3.6:.{digits}f}," if factor == "w00000" else ""
    return (
        f"{total}{factor}-Min={low:.{digits}f},{factor}-Avg={mean:.{digits}f},"
        f"{factor}-Max={high:.{digits}f},{factor}-Flag={flag}"
    )


def stations(count: int) -> Sequence[Station]:
    """Simulated outlets; their MN begin with SIM in ASCII."""
    return [
        Station(f"53494D{number:018d}", f"{100000 + number * 7919 % 900000}")
        for number in range(count)
    ]
