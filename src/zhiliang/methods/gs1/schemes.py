"""Schemes of EPC URNs that are made of a GS1 key (EPC Tag Data Standard 2.x, chapter 6).

Others (gid, usdod, adi, bic, imovn) have no Digital Link.
"""

from typing import NamedTuple

APPENDED = "+"


class Scheme(NamedTuple):
    """How the fields of a URN make a key.

    `digits`: of company prefix and reference; 0 where the reference is a text and there is no
    check digit. `serial`: identifier of the serial number, "+" where it is the key's end, "" for
    none. `leads`: the reference's first digit stands first in the key. `prefix`: before it all.
    `pieces`: fields of two digits behind the reference.
    """

    key: str
    digits: int
    serial: str
    leads: bool = False
    prefix: str = ""
    pieces: int = 0

    @property
    def length(self) -> int:
        """Digits of a key without its appended serial number; 0 where any number."""
        return self.digits and len(self.prefix) + self.digits + 1 + 2 * self.pieces


INSTANCES = {
    "id:sgtin": Scheme("01", 13, "21", leads=True),
    "id:upui": Scheme("01", 13, "235", leads=True),
    "class:lgtin": Scheme("01", 13, "10", leads=True),
    "id:itip": Scheme("8006", 13, "21", leads=True, pieces=2),
    "id:sscc": Scheme("00", 17, "", leads=True),
    "id:sgln": Scheme("414", 12, "254"),
    "id:pgln": Scheme("417", 12, ""),
    "id:grai": Scheme("8003", 12, APPENDED, prefix="0"),
    "id:giai": Scheme("8004", 0, ""),
    "id:gsrn": Scheme("8018", 17, ""),
    "id:gsrnp": Scheme("8017", 17, ""),
    "id:gdti": Scheme("253", 12, APPENDED),
    "id:sgcn": Scheme("255", 12, APPENDED),
    "id:cpi": Scheme("8010", 0, "8011"),
    "id:ginc": Scheme("401", 0, ""),
    "id:gsin": Scheme("402", 16, ""),
}
# A class is written as the pattern of all its members: the serial number is *.
CLASSES = {
    f"idpat:{name}": INSTANCES[f"id:{name}"]
    for name in ("sgtin", "itip", "grai", "gdti", "sgcn", "cpi")
}
