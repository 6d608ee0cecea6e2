"""Twenty-six days of the made-up chain, day by day: who told of what, and when it was recorded.

Good records mostly; and what real ones have: containers used again, a milk lot nobody produced, a
truck that nobody received, an event that was taken back, one that came three days late.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from zhiliang.systems.traceability.sample.events import (
    Amount,
    Event,
    boxed,
    lots,
    moved,
    numbered,
    packed,
    processed,
    produced,
    sold,
    taken_back,
    unpacked,
)
from zhiliang.systems.traceability.sample.firms import FIRMS, PRODUCTS, SHOPS, box

DAYS = 26
BOXES = 4
LATE = timedelta(days=3)
UNTOLD_MILK, LOST_TRUCK, MISTAKEN, LATE_SAUSAGE = 7, 12, 9, 5


@dataclass(frozen=True)
class Report:
    """What a firm told at one time."""

    firm: str
    at: datetime
    events: tuple[Event, ...]


class Day:
    """One day of the chain; events are kept by the firm that tells them."""

    def __init__(self, day: date, serial: int) -> None:
        self.day, self.serial = day, serial
        self.told: dict[str, list[Event]] = defaultdict(list)
        self.late: dict[str, list[Event]] = defaultdict(list)

    def at(self, hour: int, days: int = 0) -> datetime:
        """A moment of the day, in local time."""
        moment = datetime.combine(self.day + timedelta(days=days), time(hour))
        return timezone.make_aware(moment)

    def amount(self, product: str, quantity: float, mark: str = "") -> Amount:
        """Some of today's lot of a product."""
        return PRODUCTS[product], f"{self.day:%y%m%d}{mark}", quantity

    def reports(self) -> Iterator[Report]:
        """What each firm tells in the evening, and what comes days after."""
        for firm in FIRMS:
            if firm in self.told:
                yield Report(firm, self.at(23), tuple(self.told[firm]))
            if firm in self.late:
                yield Report(firm, self.at(23) + LATE, tuple(self.late[firm]))


def reports(today: date) -> Iterator[Report]:
    """Every report of the weeks before a day, in the order in which it is recorded."""
    found: list[Report] = []
    for serial in range(DAYS):
        day = Day(today - timedelta(days=DAYS + LATE.days - serial), serial)
        _milk(day)
        _meat(day)
        _cookers(day)
        found += day.reports()
    yield from sorted(found, key=lambda one: (one.at, one.firm))


def _milk(day: Day) -> None:
    milk = [day.amount("milk_a", 1200), day.amount("milk_b", 800)]
    for farm, amount in zip(("farm_a", "farm_b"), milk, strict=True):
        if (farm, day.serial) != ("farm_b", UNTOLD_MILK):
            day.told[farm] += [
                produced(day.at(5), farm, amount),
                moved(day.at(6), "shipping", farm, "dairy", lots(amount)),
            ]
            day.told["dairy"].append(moved(day.at(8), "receiving", farm, "dairy", lots(amount)))
    yogurt, fresh = day.amount("yogurt", 900), day.amount("fresh", 1000)
    expires = f"{day.day + timedelta(days=21):%Y-%m-%d}"
    day.told["dairy"].append(processed(day.at(10), "dairy", milk, [yogurt, fresh], expires))
    if day.serial == MISTAKEN:
        _mistake(day, milk)
    _send(day, [yogurt, fresh])


def _mistake(day: Day, milk: list[Amount]) -> None:
    """A batch that was entered under another product, and taken back the same evening."""
    wrong = processed(day.at(11), "dairy", milk[:1], [day.amount("fresh", 100, "X")])
    wrong["eventID"] = f"urn:uuid:84000000-0000-4000-8000-{day.day:%Y%m%d}0000"
    day.told["dairy"] += [wrong, taken_back(wrong, day.at(20))]


def _send(day: Day, amounts: list[Amount]) -> None:
    """In a container to the cold store, from there by lot to the shops; the container goes back."""
    container = box(1 + day.serial % BOXES)
    day.told["dairy"] += [
        packed(day.at(12), "dairy", container, amounts),
        moved(day.at(13), "shipping", "dairy", "store", boxed(container)),
    ]
    day.told["store"] += [
        moved(day.at(15), "receiving", "dairy", "store", boxed(container)),
        unpacked(day.at(16), "store", container),
    ]
    for number in (day.serial, day.serial + 1):
        shop = SHOPS[number % len(SHOPS)]
        part = [(product, lot, quantity / 2) for product, lot, quantity in amounts]
        day.told["store"].append(moved(day.at(18), "shipping", "store", shop, lots(*part)))
        if day.serial != LOST_TRUCK:
            day.told[shop] += [
                moved(day.at(21), "receiving", "store", shop, lots(*part)),
                *(sold(day.at(22), shop, (product, lot, 5)) for product, lot, _q in part),
            ]


def _meat(day: Day) -> None:
    if day.serial % 2:
        return
    pig, pork, offal = (
        day.amount("pig", 2200),
        day.amount("pork", 1500),
        day.amount("offal", 260),
    )
    day.told["pigs"] += [
        produced(day.at(4), "pigs", pig),
        moved(day.at(5), "shipping", "pigs", "abattoir", lots(pig)),
    ]
    day.told["abattoir"] += [
        moved(day.at(8), "receiving", "pigs", "abattoir", lots(pig)),
        processed(day.at(12), "abattoir", [pig], [pork, offal]),
        moved(day.at(14), "shipping", "abattoir", "sausage", lots(pork)),
    ]
    _sausages(day, pork)


def _sausages(day: Day, pork: Amount) -> None:
    product, lot, quantity = pork
    made = [day.amount("sausage", 600, mark) for mark in "AB"]
    half = (product, lot, quantity / 2)
    day.told["sausage"].append(moved(day.at(18), "receiving", "abattoir", "sausage", lots(pork)))
    for hour, amount in zip((19, 20), made, strict=True):
        told = day.late if (day.serial, hour) == (LATE_SAUSAGE - 1, 20) else day.told
        told["sausage"].append(processed(day.at(hour), "sausage", [half], [amount]))
    shop = SHOPS[day.serial % len(SHOPS)]
    day.told["sausage"].append(moved(day.at(21), "shipping", "sausage", shop, lots(made[0])))
    day.told[shop].append(moved(day.at(22), "receiving", "sausage", shop, lots(made[0])))


def _cookers(day: Day) -> None:
    if day.serial % 3:
        return
    pot, cooker = day.amount("pot", 200), day.amount("cooker", 200)
    day.told["hardware"] += [
        produced(day.at(8), "hardware", pot),
        moved(day.at(9), "shipping", "hardware", "appliances", lots(pot)),
    ]
    day.told["appliances"] += [
        moved(day.at(11), "receiving", "hardware", "appliances", lots(pot)),
        processed(day.at(14), "appliances", [pot], [cooker]),
        numbered(day.at(15), "appliances", cooker[0], cooker[1], 1000 + 2 * day.serial),
        moved(day.at(17), "shipping", "appliances", "shop_1", lots(cooker)),
    ]
    day.told["shop_1"].append(moved(day.at(20), "receiving", "appliances", "shop_1", lots(cooker)))
