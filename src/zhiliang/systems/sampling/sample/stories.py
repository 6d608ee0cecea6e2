"""What became of each made-up sample of the running plans, step by step, in days from its draw."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

GOOD = {
    "leakage": "0.21",
    "earthing": "0.04",
    "efficiency": "0.71",
    "marking": "符合",
    "impact": "318",
    "strap": "17",
    "mass": "0.64",
    "phthalates": "未检出",
    "small_parts": "符合",
    "lead": "<5",
    "absorption": "0.31",
    "strength": "41.5",
    "radioactivity": "0.6",
    "resistance": "7.23",
    "insulation": "0.86",
}
BAD = {
    "S-HEATER": {"leakage": "1.32"},
    "S-HELMET": {"impact": "463"},
    "S-TOY": {"phthalates": "3.7"},
    "S-TILE": {"strength": "29.8"},
    "S-CABLE": {"resistance": "8.06"},
}
UNCERTAINTY = {"efficiency": "0.03", "lead": "4"}


@dataclass(frozen=True)
class Story:
    """How far a sample goes: `steps` in order, `bad` whether its first test fails.

    `retest` and `follow_up` say how the tests after it end.
    """

    steps: tuple[str, ...]
    bad: bool = False
    retest: str = ""
    follow_up: Mapping[str, str] = field(default_factory=dict)


TOLD = ("take", "receive", "report", "conclude", "notify")
SETTLED = (*TOLD, "deliver", "settle")
PUBLISHED = (*SETTLED, "publish")
STORIES = (
    Story((*PUBLISHED, "order"), bad=True),
    Story(
        (*PUBLISHED, "order", "correct", "inspect"),
        bad=True,
        follow_up={"inspect": "pass"},
    ),
    Story(PUBLISHED),
    Story(("close_down",)),
    Story((*TOLD, "deliver", "retest", "settle", "publish"), bad=True, retest="pass"),
    Story(PUBLISHED),
    Story(
        (*PUBLISHED, "order", "correct", "inspect"),
        bad=True,
        follow_up={"inspect": "fail"},
    ),
    Story((*TOLD, "deliver")),
    Story(PUBLISHED),
    Story((*TOLD, "deliver", "uphold", "settle"), bad=True),
    Story(("take", "reject")),
    Story(PUBLISHED),
    Story(("refuse",)),
    Story(PUBLISHED),
    Story((*TOLD, "deliver", "object"), bad=True),
    Story(PUBLISHED),
    Story(("take", "receive", "report")),
    Story((*TOLD, "deliver", "retest", "settle"), bad=True, retest="fail"),
)
OF_THE_DEMO_FIRM = Story(TOLD, bad=True)
OF_FOOD = Story(("take", "receive"))
WAITING = Story(())
NEW = (
    Story(("take", "receive")),
    Story(("take",)),
    Story(()),
    Story(()),
)


def picture(shade: int) -> bytes:
    """A small grey PNG in place of a photograph."""
    rows = (b"\x00" + bytes([shade, shade, shade]) * 48) * 32
    header = struct.pack(">IIBBBBB", 48, 32, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
