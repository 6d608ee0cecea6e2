"""The life of a follow-up task and of a request for more time; the configured terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from zhiliang.core.flow import Flow, Step
from zhiliang.core.roles import Role

CARRIERS = (Role.CITY_OFFICER, Role.DEPARTMENT_OFFICER)
PARTIES = (*CARRIERS, Role.PROVINCIAL_OFFICER, Role.OFFICE)
OFFICE = (Role.OFFICE,)
WITH_CARRIER = ("ordered", "accepted", "reporting")
LIVE = (*WITH_CARRIER, "submitted")
IN_HAND = ("accepted", "reporting")


@dataclass(frozen=True)
class Rung:
    """One level of the ladder: when it comes, and who is told then."""

    level: int
    days: int
    told_zh: str
    told_en: str


@dataclass(frozen=True)
class Terms:
    """What an office configured; `example` while nobody but us did."""

    example: bool
    days_given: Mapping[str, int | None]
    silent_days: int
    soon_days: int
    ladder: tuple[Rung, ...]


def terms_in(path: Path) -> Terms:
    """The terms of a file; TypeError for one that lacks a word or has one too many."""
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Terms(**{**given, "ladder": tuple(Rung(**rung) for rung in given["ladder"])})


TERMS = terms_in(Path(__file__).parent / "terms.yaml")

task = Flow(
    "coordination.task",
    states={
        "ordered": ("已下达", "Ordered"),
        "accepted": ("已签收", "Accepted"),
        "reporting": ("办理中", "Under way"),
        "submitted": ("待核定", "Awaiting the check"),
        "closed": ("已办结", "Closed"),
        "withdrawn": ("已撤销", "Withdrawn"),
    },
    initial="ordered",
    steps=(
        Step(
            "open",
            from_="",
            to="ordered",
            by=OFFICE,
            label_zh="下达任务",
            label_en="Order a task",
        ),
        Step(
            "take_up",
            from_="",
            to="ordered",
            by=(),
            label_zh="因评价发现立项",
            label_en="Taken up from a finding",
        ),
        Step(
            "accept",
            from_="ordered",
            to="accepted",
            by=CARRIERS,
            of="carriers",
            label_zh="签收",
            label_en="Accept",
        ),
        Step(
            "report",
            from_=IN_HAND,
            to="reporting",
            by=CARRIERS,
            of="parties",
            label_zh="报告进展",
            label_en="Report progress",
        ),
        Step(
            "submit",
            from_=IN_HAND,
            to="submitted",
            by=CARRIERS,
            of="carriers",
            label_zh="申请办结",
            label_en="Ask for closing",
        ),
        Step(
            "ask_extension",
            from_=IN_HAND,
            to="",
            by=CARRIERS,
            of="carriers",
            label_zh="申请延期",
            label_en="Ask for more time",
        ),
        Step(
            "close",
            from_="submitted",
            to="closed",
            by=OFFICE,
            not_by="submitted_by",
            label_zh="核定办结",
            label_en="Close",
        ),
        Step(
            "send_back",
            from_="submitted",
            to="reporting",
            by=OFFICE,
            label_zh="退回继续办理",
            label_en="Send back",
        ),
        Step(
            "issue_order",
            from_=WITH_CARRIER,
            to="",
            by=OFFICE,
            label_zh="制发督办单",
            label_en="Issue the follow-up order",
        ),
        Step(
            "withdraw",
            from_=LIVE,
            to="withdrawn",
            by=OFFICE,
            label_zh="撤销",
            label_en="Withdraw",
        ),
        Step(
            "extend",
            from_=WITH_CARRIER,
            to="",
            by=(),
            label_zh="到期日已延",
            label_en="Due date moved",
        ),
        Step(
            "remind",
            from_=WITH_CARRIER,
            to="",
            by=(),
            label_zh="催办",
            label_en="Reminder",
        ),
        Step(
            "urge",
            from_=WITH_CARRIER,
            to="",
            by=(),
            label_zh="督促",
            label_en="Urged",
        ),
        Step(
            "bring_up",
            from_=WITH_CARRIER,
            to="",
            by=(),
            label_zh="提请通报",
            label_en="Brought before the leading group",
        ),
    ),
)

extension = Flow(
    "coordination.extension",
    states={
        "asked": ("待答复", "Awaiting an answer"),
        "granted": ("已同意", "Granted"),
        "refused": ("不同意", "Refused"),
        "lapsed": ("已失效", "Lapsed"),
    },
    initial="asked",
    steps=(
        Step("ask", from_="", to="asked", by=(), label_zh="申请延期", label_en="Asked for"),
        Step(
            "grant",
            from_="asked",
            to="granted",
            by=OFFICE,
            not_by="asked_by",
            label_zh="同意延期",
            label_en="Grant",
        ),
        Step(
            "refuse",
            from_="asked",
            to="refused",
            by=OFFICE,
            not_by="asked_by",
            label_zh="不同意延期",
            label_en="Refuse",
        ),
        Step(
            "lapse",
            from_="asked",
            to="lapsed",
            by=(),
            label_zh="任务已提交或撤销",
            label_en="The task was submitted or withdrawn",
        ),
    ),
)
