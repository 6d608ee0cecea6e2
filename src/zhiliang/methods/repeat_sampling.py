"""When a product may not be sampled again: order 18 of the State Administration (2019), article 8.

产品质量监督抽查管理暂行办法, in force from 2020-01-01. One department does not sample the same
product (one producer's, of one standard, trademark and model) twice within six months; a lower
department does not repeat what a higher one sampled within six months. Follow-up of nonconforming
products (跟踪抽查) and sampling for an emergency are exempt from both.
"""

import calendar
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zhiliang.methods.tables.repeat_sampling import ARTICLE_8

Level = Literal["national", "provincial", "city", "county"]
Purpose = Literal["routine", "follow_up", "emergency"]

LEVELS: tuple[Level, ...] = ("national", "provincial", "city", "county")
EXEMPT = frozenset(("follow_up", "emergency"))
PURPOSES = EXEMPT | {"routine"}

# U+FF01 … U+FF5E are the ASCII characters in full width, U+3000 the space
WIDTH = {0xFF01 + place: 0x21 + place for place in range(94)} | {0x3000: 0x20}


@dataclass(frozen=True, slots=True)
class Sampled:
    """A product sampled, or about to be: by which department, of what level, whose and which, when.

    `producer` and `authority` are best given as codes: they are compared as they stand, and so is
    `standard`. `reference` is the number of the sampling sheet, empty for a candidate.
    """

    authority: str
    level: Level
    producer: str
    standard: str
    trademark: str
    model: str
    on: date
    reference: str = ""

    def __post_init__(self) -> None:
        """Refuse a level that is none."""
        if self.level not in LEVELS:
            raise ValueError(f"level is one of {', '.join(LEVELS)}, not {self.level!r}")


def product_key(sampled: Sampled) -> tuple[str, str, str, str]:
    """Return producer, standard, trademark and model of the same product (同一产品).

    Of trademark and model, and of no other part, full-width characters are read as half-width,
    spaces are left out and capitals and small letters are the same. Nothing else is: a hyphen or a
    bracket more makes another model. Two products without a trademark have the same one.

    Examples
    --------
    >>> of = lambda model: Sampled("a", "city", "p", "GB 1", "Ｔ ", model, date(2026, 1, 1))
    >>> product_key(of("ＡＢ－５ l")) == product_key(of("ab-5L"))
    True
    """
    return (
        sampled.producer,
        sampled.standard,
        _alike(sampled.trademark),
        _alike(sampled.model),
    )


def last_day(sampled: Sampled) -> date:
    """Last day of the six months after a sampling: its day six months on, or that month's last.

    The day of sampling is not counted and the last day is (Civil Code, articles 201 and 202); that
    the last day may be a holiday prolongs nothing here.

    Examples
    --------
    >>> last_day(Sampled("a", "city", "p", "s", "t", "m", date(2026, 8, 31)))
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(sampled.on.year * 12 + sampled.on.month - 1 + ARTICLE_8.months, 12)
    return date(year, month + 1, min(sampled.on.day, calendar.monthrange(year, month + 1)[1]))


def forbidding(
    candidate: Sampled,
    history: Iterable[Sampled],
    *,
    purpose: Purpose = "routine",
    superiors: Collection[str] | None = None,
) -> Sampled | None:
    """Latest sampling of the history for which article 8 forbids the candidate; None if it may be.

    A sampling of the same department stands in the way up to six months before and after it (two
    within six months are two, in whatever order they were entered), one of a higher department for
    the six months after it. `superiors` names the departments above the candidate's; without it
    every department of a higher level is taken for one, which is right where the history holds no
    other province's. Days before the order was in force are not forbidden.

    Whether an exempt sampling counts as an earlier one the article does not say: leave it out of
    the history or not. The second paragraph lets the firm prove a higher department's sampling
    when the sampler comes; here the record is the proof.

    Raises
    ------
    ValueError
        An unknown purpose.

    Examples
    --------
    >>> last = Sampled("gd", "provincial", "p", "s", "t", "m", date(2026, 3, 1), "2026-001")
    >>> again = Sampled("gz", "city", "p", "s", "t", "m", date(2026, 9, 1))
    >>> forbidding(again, [last]).reference, forbidding(again, [last], purpose="follow_up")
    ('2026-001', None)
    """
    if purpose not in PURPOSES:
        raise ValueError(f"purpose is one of {', '.join(sorted(PURPOSES))}, not {purpose!r}")
    if purpose in EXEMPT or candidate.on < ARTICLE_8.in_force_from:
        return None
    product = product_key(candidate)
    found = (
        one
        for one in history
        if (_same_department(one, candidate) or _higher(one, candidate, superiors))
        and product_key(one) == product
    )
    return max(found, key=lambda one: one.on, default=None)


def reason(sampled: Sampled, candidate: Sampled) -> str:
    """Why `forbidding` gave the sampling, for the list of the excluded, in Chinese.

    Examples
    --------
    >>> last = Sampled("广东省局", "provincial", "p", "s", "t", "m", date(2026, 3, 1), "GD-1")
    >>> reason(last, Sampled("广州市局", "city", "p", "s", "t", "m", date(2026, 9, 1)))
    '总局令第18号第八条第二款：同一产品已由上级（广东省局）于2026-03-01抽查（编号GD-1），至2026-09-01满六个月'
    """
    own = sampled.authority == candidate.authority
    paragraph, who = ("一", "本部门") if own else ("二", f"上级（{sampled.authority}）")
    until = last_day(sampled).isoformat()
    number = f"（编号{sampled.reference}）" if sampled.reference else ""
    return (
        f"总局令第18号第八条第{paragraph}款：同一产品已由{who}于{sampled.on.isoformat()}抽查{number}，"
        f"至{until}满六个月"
    )


def exclusions(
    candidates: Mapping[str, Sampled],
    history: Iterable[Sampled],
    *,
    purpose: Purpose = "routine",
    superiors: Collection[str] | None = None,
) -> dict[str, str]:
    """Reason by item of each candidate that article 8 forbids: the `excluded` of a draw."""
    by_product: dict[tuple[str, str, str, str], list[Sampled]] = {}
    for one in history:
        by_product.setdefault(product_key(one), []).append(one)
    found = {
        item: forbidding(
            candidate,
            by_product.get(product_key(candidate), ()),
            purpose=purpose,
            superiors=superiors,
        )
        for item, candidate in candidates.items()
    }
    return {item: reason(one, candidates[item]) for item, one in found.items() if one}


def over_cap(
    candidate: Sampled, history: Iterable[Sampled], *, most: int | None = None
) -> tuple[Sampled, ...]:
    """Return the producer's samplings of the candidate's year, if there are `most` already.

    A policy, not a law: no order sets such a cap, and without `most` there is none. It counts the
    samplings of every department in the history; give it those of one to cap that one's.

    Raises
    ------
    ValueError
        `most` is below 1.

    Examples
    --------
    >>> last = Sampled("gd", "provincial", "p", "s", "t", "m", date(2026, 3, 1), "2026-001")
    >>> other = Sampled("gd", "provincial", "p", "s", "t", "n", date(2026, 9, 1))
    >>> len(over_cap(other, [last], most=1)), len(over_cap(other, [last]))
    (1, 0)
    """
    if most is None:
        return ()
    if most < 1:
        raise ValueError("a yearly cap is at least 1; exclude the firm instead")
    found = sorted(
        (
            one
            for one in history
            if one.producer == candidate.producer and one.on.year == candidate.on.year
        ),
        key=lambda one: (one.on, one.reference),
    )
    return tuple(found) if len(found) >= most else ()


def cap_reason(counted: Collection[Sampled], most: int) -> str:
    """Why `over_cap` gave the samplings, for the list of the excluded, in Chinese.

    Examples
    --------
    >>> cap_reason([Sampled("gd", "city", "p", "s", "t", "m", date(2026, 3, 1), "2026-001")], 1)
    '年度抽查次数上限（配置）：本年已抽查1次，上限1次（编号2026-001）'
    """
    numbers = "、".join(one.reference for one in counted if one.reference)
    told = f"（编号{numbers}）" if numbers else ""
    return f"年度抽查次数上限（配置）：本年已抽查{len(counted)}次，上限{most}次{told}"


def _alike(text: str) -> str:
    return "".join(text.translate(WIDTH).split()).casefold()


def _same_department(one: Sampled, candidate: Sampled) -> bool:
    earlier, later = sorted((one, candidate), key=lambda sampled: sampled.on)
    return one.authority == candidate.authority and later.on <= last_day(earlier)


def _higher(one: Sampled, candidate: Sampled, superiors: Collection[str] | None) -> bool:
    if superiors is None:
        above = LEVELS.index(one.level) < LEVELS.index(candidate.level)
    else:
        above = one.authority in superiors
    return above and one.on <= candidate.on <= last_day(one)
