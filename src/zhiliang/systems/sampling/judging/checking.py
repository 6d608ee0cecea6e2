"""Whether the conclusions on record are the ones that the results give; writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhiliang.core.recheck import Checked, Progress, recheck
from zhiliang.systems.sampling.judging.results import (
    Found,
    conclusion_of,
    failing_in_the_end,
    judged,
)
from zhiliang.systems.sampling.models import Conclusion, Objection, SamplingCase, Testing


@dataclass(frozen=True)
class Told:
    """What is said of a sample, or of one of its items, in one test."""

    subject: str
    day: date
    verdict: str


@recheck("sampling.conclusions")
def conclusions(start: date, end: date, *, progress: Progress = lambda line: None) -> Checked:
    """Judge every result of the samples of a stretch anew, and what follows from them.

    Samples that came settled from another system's file have no results here to judge by.
    """
    cases = SamplingCase.objects.filter(imported="", sampled_on__range=(start, end))
    tests = Testing.objects.filter(case__in=cases).exclude(reported_at=None)
    found = Checked()
    progress(f"{start} – {end}")
    recorded: list[Told] = []
    computed: list[Told] = []
    for test in tests.select_related("case").prefetch_related("results__item"):
        recorded += _recorded(test)
        computed += _computed(test)
    for case in cases.exclude(conclusion="").order_by("pk").iterator():
        recorded.append(_of(case, case.conclusion))
        computed.append(_of(case, _final(case)))
    found.compare(recorded, computed, about=lambda one: (one.subject, one.day), fields=("verdict",))
    return found


def _recorded(test: Testing) -> Iterator[Told]:
    yield _in(test, "", test.conclusion)
    for result in test.results.all():
        yield _in(test, result.item.code, result.verdict)


def _computed(test: Testing) -> Iterator[Told]:
    again = [
        judged(one.item, Found(one.value, one.unit, one.uncertainty)) for one in test.results.all()
    ]
    yield _in(test, "", conclusion_of(again))
    for result in again:
        yield _in(test, result.item.code, result.verdict)


def _in(test: Testing, item: str, verdict: str) -> Told:
    return _of(test.case, verdict, f" {test.round}.{test.pk} {item}".rstrip())


def _of(case: SamplingCase, verdict: str, part: str = "") -> Told:
    assert case.sampled_on
    return Told(f"{case.number}{part}", case.sampled_on, str(verdict))


def _final(case: SamplingCase) -> str:
    """Void if the sampling was found at fault, else by the last test of each item."""
    upheld = case.objections.filter(kind=Objection.Kind.PROCEDURE, state="upheld")
    if upheld.exists():
        return Conclusion.VOID
    return Conclusion.FAIL if failing_in_the_end(case) else Conclusion.PASS
