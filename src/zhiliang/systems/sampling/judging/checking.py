"""Whether the conclusions on record are the ones that the results give; writes nothing."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from zhiliang.core.recheck import Checked, Progress, recheck
from zhiliang.methods.draw import verify_documents
from zhiliang.systems.sampling.judging.results import (
    Found,
    conclusion_of,
    failing_in_the_end,
    judged,
)
from zhiliang.systems.sampling.lists.directory import STRATUM, item_of
from zhiliang.systems.sampling.models import (
    Conclusion,
    Objection,
    RetestDraw,
    SamplingCase,
    Testing,
)


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
    faulted = (Objection.Kind.PROCEDURE, Objection.Kind.SAMPLING)
    if case.objections.filter(kind__in=faulted, state="upheld").exists():
        return Conclusion.VOID
    return Conclusion.FAIL if failing_in_the_end(case) else Conclusion.PASS


@recheck("sampling.retest_laboratories")
def retest_laboratories(
    start: date, end: date, *, progress: Progress = lambda line: None
) -> Checked:
    """Draw the laboratory of every re-test by lot anew: it is the one that was named."""
    named = Objection.objects.filter(named_at__date__range=(start, end)).exclude(laboratory=None)
    found = Checked()
    progress(f"{start} – {end}")
    recorded: list[Told] = []
    computed: list[Told] = []
    for one in named.select_related("case", "laboratory").order_by("pk").iterator():
        if one.by_lot:
            assert one.laboratory and one.named_at
            day, subject = timezone.localtime(one.named_at).date(), f"{one.case.number} #{one.pk}"
            recorded.append(Told(subject, day, item_of(one.laboratory)))
            computed.append(Told(subject, day, _drawn_for(one)))
    found.compare(recorded, computed, about=lambda one: (one.subject, one.day), fields=("verdict",))
    return found


def _drawn_for(objection: Objection) -> str:
    """Who comes out of the draw that stands; nobody if there is none or its documents differ."""
    draw = objection.draws.filter(annulled_at=None, declined_at=None).first()
    if draw is None or not draw.after:
        return ""
    return _drawn_again(draw)


def _drawn_again(draw: RetestDraw) -> str:
    before, after = json.loads(draw.before), json.loads(draw.after)
    if verify_documents(before, after):
        return ""
    return str(after["drawn"][STRATUM][0])
