"""Whether a frame is taken in, and what its sender is told."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import NamedTuple

from zhiliang.methods.hj212 import Head, answer
from zhiliang.systems.environment.gateway.configuration import Limits
from zhiliang.systems.environment.gateway.registry import Known

# HJ 212-2017 6.6.4 (9011 QnRtn) and 6.6.5 (9012 ExeRtn)
REFUSED, WRONG_PASSWORD, WRONG_MN, WRONG_FLAG, WRONG_COMMAND = 2, 3, 4, 6, 8
BUSY, BROKEN = 5, 6
NOTICES = {"1013"}
ANSWERS = {"9011", "9012", "9013", "9014"}
# what only the centre asks of a device (HJ 212-2017 table 9)
ASKED_OF_DEVICES = {
    "1000", "1012", "1062", "1064", "1072", "2012", "2022", "3011", "3012", "3013", "3014", "3016",
    "3021",
}  # fmt: skip
KEY_REQUEST = "1014"
HOUR = 3600.0
LONGEST_ECHO = 500


class Verdict(NamedTuple):
    """Why a frame is refused (empty: taken in), and the answer due, b"" for none."""

    reason: str
    answer: bytes
    origin: int = 0


@dataclass(slots=True)
class Standing:
    """What is remembered of an outlet: its allowance, and where it speaks from."""

    tokens: float
    at: float
    address: str
    heard: float
    changes: list[float] = field(default_factory=list)


COMMAND = re.compile(r"[0-9A-Za-z]{1,8}")


class Admission:
    """Decides frame by frame; `now` is a monotonic time in seconds."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.outlets: Mapping[str, Known] = {}
        self.counts: Counter[str] = Counter()
        self._standing: dict[str, Standing] = {}

    def register(self, outlets: Mapping[str, Known]) -> None:
        """Go by another state of the register."""
        self.outlets = outlets
        self._standing = {mn: kept for mn, kept in self._standing.items() if mn in outlets}

    def judge(self, head: Head, address: str, now: float) -> Verdict:
        """Judge one frame."""
        if head.fault:
            return _told(head.fault, head, WRONG_FLAG)
        if not COMMAND.fullmatch(head.cn):
            return _told("cn_malformed", head, WRONG_COMMAND)
        known = self.outlets.get(head.mn)
        if known is None:
            return _told("mn_unknown", head, WRONG_MN)
        # an outlet without a password on record lets nobody in, rather than everybody
        if not known.password or not compare_digest(head.pw.encode(), known.password):
            return _told("password_wrong", head, WRONG_PASSWORD)
        standing = self._standing.get(head.mn)
        if standing is None:
            most = self.limits.packets_at_once
            standing = self._standing[head.mn] = Standing(most, now, address, now)
        if not self._may_speak_from(standing, address, now):
            return _told("address_contested", head, REFUSED)
        if not self._within_rate(standing, now):
            return Verdict("too_fast", _answer(head, "9012", BUSY))
        return self._by_command(head, known)

    def _by_command(self, head: Head, known: Known) -> Verdict:
        if head.cn in ASKED_OF_DEVICES:
            return _told("command_wrong", head, WRONG_COMMAND)
        if head.cn == KEY_REQUEST:
            return _told("cipher_2025", head, REFUSED)
        if head.cn in ANSWERS:
            return Verdict("", b"", known.origin)
        return Verdict("", _answer(head, "9013" if head.cn in NOTICES else "9014"), known.origin)

    def _within_rate(self, standing: Standing, now: float) -> bool:
        limits = self.limits
        grown = standing.tokens + (now - standing.at) * limits.packets_a_second
        standing.tokens, standing.at = min(grown, limits.packets_at_once), now
        if standing.tokens < 1:
            return False
        standing.tokens -= 1
        return True

    def _may_speak_from(self, standing: Standing, address: str, now: float) -> bool:
        """Whether an outlet may speak from there: modems change address, rivals keep at it."""
        if address != standing.address:
            self.counts["second_address"] += 1
            standing.changes = [at for at in standing.changes if now - at < HOUR] + [now]
            silent = now - standing.heard > self.limits.address_silence_seconds
            if len(standing.changes) > self.limits.address_changes and not silent:
                return False
            standing.address = address
        standing.heard = now
        return True


def broken(head: Head) -> bytes:
    """What a sender that wants an answer is told when its frame could not be written."""
    return _answer(head, "9012", BROKEN)


def _told(reason: str, head: Head, code: int) -> Verdict:
    return Verdict(reason, _answer(head, "9011", code))


def _answer(head: Head, cn: str, code: int | None = None) -> bytes:
    """The answer if one is wanted; none to a head so long that its answer would be no frame."""
    if not head.needs_ack or len(head.pw) + len(head.mn) > LONGEST_ECHO:
        return b""
    return answer(head, cn, code=code)
