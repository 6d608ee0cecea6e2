"""Coupon codes of North America: AI (8110), and positive offers, AI (8112).

Read from left to right: length indicators say how much follows, leading digits which of the
optional fields 1, 2, 3, 4, 5, 6 and 9 come, in this order.
"""

from collections.abc import Callable

from zhiliang.methods.gs1.characters import is_digits
from zhiliang.methods.gs1.dates import is_date


class _Reader:
    """Digits taken off from the left; ValueError where they end too early or are not allowed."""

    def __init__(self, text: str) -> None:
        self.rest = text

    def take(self, length: int) -> str:
        if len(self.rest) < length:
            raise ValueError(f"{length} digits wanted, {self.rest!r} is left")
        taken, self.rest = self.rest[:length], self.rest[length:]
        return taken

    def one_of(self, allowed: str) -> str:
        digit = self.take(1)
        if digit not in allowed:
            raise ValueError(f"one of {allowed} wanted, not {digit}")
        return digit

    def counted(self, allowed: str, more: int = 0) -> str:
        """Take a length indicator and as many digits, and `more`."""
        return self.take(int(self.one_of(allowed)) + more)

    def begins(self, field: str) -> bool:
        """Take the number of an optional field, if it comes now."""
        found = self.rest.startswith(field)
        self.rest = self.rest[found:]
        return found


def is_coupon(text: str) -> bool:
    """Whether `text` is a coupon code as AI (8110) carries it."""
    return _reads(text, _coupon)


def is_positive_offer(text: str) -> bool:
    """Whether `text` is a positive offer as AI (8112) carries it."""
    return _reads(text, _positive_offer)


def _reads(text: str, read: Callable[[_Reader], None]) -> bool:
    if not is_digits(text):
        return False
    digits = _Reader(text)
    try:
        read(digits)
    except ValueError:
        return False
    return not digits.rest


def _positive_offer(digits: _Reader) -> None:
    digits.one_of("01")  # format
    digits.counted("0123456", 6)  # funder
    digits.take(6)  # offer
    digits.counted("0123456789", 6)  # serial number


def _coupon(digits: _Reader) -> None:
    digits.counted("0123456", 6)  # company prefix
    digits.take(6)  # offer
    digits.counted("12345")  # value saved
    _purchase(digits)
    if digits.begins("1"):
        digits.one_of("0123")  # rules of a second purchase
        _other_purchase(digits)
    if digits.begins("2"):
        _other_purchase(digits)
    _dates(digits)
    if digits.begins("5"):
        digits.counted("0123456789", 6)  # serial number
    if digits.begins("6"):
        digits.counted("1234567", 6)  # retailer
    if digits.begins("9"):
        _sundries(digits)


def _purchase(digits: _Reader) -> None:
    digits.counted("12345")  # requirement
    digits.one_of("012349")  # its code
    digits.take(3)  # family


def _other_purchase(digits: _Reader) -> None:
    _purchase(digits)
    if not digits.begins("9"):  # 9: the same company prefix
        digits.counted("0123456", 6)


def _dates(digits: _Reader) -> None:
    expiry = _date(digits) if digits.begins("3") else "999999"
    start = _date(digits) if digits.begins("4") else "000000"
    if start > expiry:
        raise ValueError(f"begins on {start}, after its end on {expiry}")


def _date(digits: _Reader) -> str:
    found = digits.take(6)
    if not is_date(found):
        raise ValueError(f"{found} is no date")
    return found


def _sundries(digits: _Reader) -> None:
    digits.one_of("01256")  # code of the value saved
    digits.one_of("012")  # item it applies to
    digits.take(1)  # store coupon
    digits.one_of("01")  # not to be multiplied
