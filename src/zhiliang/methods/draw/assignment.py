"""Who inspects what: people drawn for each subject, those in conflict left out (回避)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhiliang.methods.canonical import digest
from zhiliang.methods.draw.lots import draw

Conflicts = Mapping[str, Mapping[str, str]]

FULL = "full"


@dataclass(frozen=True, slots=True)
class Assignment:
    """The people drawn for a subject, first drawn first.

    `excluded` are pairs of person and reason, `full` those who had as many tasks as a person may
    have and could not be drawn any more.
    """

    subject: str
    people: tuple[str, ...]
    excluded: tuple[tuple[str, str], ...] = ()
    full: tuple[str, ...] = ()


class TooFewPeople(ValueError):
    """For `subject`, `wanted` people are to be drawn of only `left`."""

    def __init__(self, subject: str, *, wanted: int, left: int) -> None:
        super().__init__(f"{subject}: {wanted} people are wanted, {left} may be drawn")
        self.subject, self.wanted, self.left = subject, wanted, left


def assign(
    subjects: Sequence[str],
    people: Sequence[str],
    *,
    seed: str,
    per_subject: int = 2,
    conflicts: Conflicts | None = None,
    most: int | None = None,
) -> tuple[Assignment, ...]:
    """Draw `per_subject` of the people for each subject, with the subject's own seed.

    `conflicts` says who may not inspect which subject, and why: subject → person → reason. With
    `most`, who has that many tasks is drawn for no further subject; subjects are then taken in the
    order given, which should be the order drawn. Without it, a subject's people depend on no other
    subject.

    Raises
    ------
    TypeError
        A subject or person is no text.
    TooFewPeople
        Fewer may be drawn for a subject than are wanted (a ValueError that names the subject).
    ValueError
        No seed, nobody wanted, a limit below 1, a list with an item twice, or a conflict of a
        stranger or without a reason.

    Examples
    --------
    >>> drawn = assign(["甲厂", "乙厂"], ["01", "02", "03"], seed="例", conflicts={
    ...     "甲厂": {"02": "曾在该厂任职"}})
    >>> [(one.subject, one.people, one.excluded) for one in drawn]
    [('甲厂', ('01', '03'), (('02', '曾在该厂任职'),)), ('乙厂', ('01', '03'), ())]
    """
    if per_subject < 1 or (most is not None and most < 1):
        raise ValueError("at least one person for a subject and one task for a person")
    tasks: Counter[str] = Counter()
    assigned = []
    for subject in _distinct(subjects):
        full = {person for person in people if most is not None and tasks[person] >= most}
        reasons = (conflicts or {}).get(subject, {})
        drawn = _drawn(subject, people, per_subject, seed=seed, reasons=reasons, full=full)
        tasks.update(drawn.people)
        assigned.append(drawn)
    return tuple(assigned)


def subject_seed(seed: str, subject: str) -> str:
    """Seed of one subject: digest of the canonical JSON of seed and subject [64 hex digits].

    Raises
    ------
    ValueError
        No seed.
    """
    if not seed:
        raise ValueError("a draw needs a seed")
    return digest({"seed": seed, "subject": subject})


def _distinct(subjects: Sequence[str]) -> Sequence[str]:
    if len(set(subjects)) < len(subjects):
        raise ValueError("a subject is listed twice")
    return subjects


def _drawn(
    subject: str,
    people: Sequence[str],
    wanted: int,
    *,
    seed: str,
    reasons: Mapping[str, str],
    full: set[str],
) -> Assignment:
    out = dict.fromkeys(full, FULL) | dict(reasons)
    if (left := len(people) - len(out.keys() & set(people))) < wanted:
        raise TooFewPeople(subject, wanted=wanted, left=left)
    drawn = draw(people, wanted, seed=subject_seed(seed, subject), excluded=out)
    in_conflict = tuple((person, reason) for person, reason in drawn.excluded if person in reasons)
    return Assignment(subject, drawn.order, in_conflict, tuple(sorted(full - reasons.keys())))
