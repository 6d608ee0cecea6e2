"""The evaluation in force and the figures of the lake, as a certain reader may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from zhiliang.core.models import Person
from zhiliang.core.period import Period
from zhiliang.core.policy import visible
from zhiliang.evaluation.models import Evaluation
from zhiliang.evaluation.policy import details_of
from zhiliang.evaluation.results import PUBLIC
from zhiliang.indicators.answer import Figures

Results = Mapping[str, Any]


def reader(request: HttpRequest) -> Person:
    """Who asks, on a page that only people with an account can open."""
    assert isinstance(request.user, Person)
    return request.user


def local_time(moment: str) -> str:
    """An ISO moment in the office's own time; empty where there is none."""
    if not moment:
        return ""
    return timezone.localtime(datetime.fromisoformat(moment)).strftime("%Y-%m-%d %H:%M")


def disclosed(results: Results, person: Any) -> dict[str, Any]:
    """The results with scores, ranks and items only of subjects that the person may read."""
    codes = details_of(person)
    subjects = [
        subject if codes is None or subject["code"] in codes else _public(subject)
        for subject in results["subjects"]
    ]
    return {**results, "subjects": subjects}


def _public(subject: Mapping[str, Any]) -> dict[str, Any]:
    return {name: subject[name] for name in PUBLIC}


@dataclass
class Reading:
    """What one reader sees of the years that were evaluated."""

    person: Any

    @cached_property
    def years(self) -> list[int]:
        """Evaluated years, newest first."""
        rows = visible(self.person, Evaluation).order_by("-year")
        return list(rows.values_list("year", flat=True).distinct())

    def evaluation(self, year: int) -> Evaluation | None:
        """The evaluation of a year that is in force: its newest version."""
        rows = visible(self.person, Evaluation).filter(year=year)
        found: Evaluation | None = rows.order_by("-version").first()
        return found

    def results(self, year: int) -> dict[str, Any] | None:
        """The disclosed results of a year; None if it was not evaluated."""
        found = self.evaluation(year)
        return disclosed(found.results, self.person) if found else None

    def year_or_latest(self, asked: str) -> int | None:
        """The year asked for if it was evaluated, otherwise the newest one."""
        known = {str(year): year for year in self.years}
        return known.get(asked, self.years[0] if self.years else None)


def subjects_of(results: Results, kind: str) -> list[dict[str, Any]]:
    """The subjects of one kind, in the order of the results."""
    return [subject for subject in results["subjects"] if subject["kind"] == kind]


def periods_with(figures: Figures, key: str, kinds: tuple[str, ...] = ()) -> list[Period]:
    """Periods for which something is known of an indicator, newest first."""
    found = [period for period in figures.periods(key) if not kinds or period.kind in kinds]
    return sorted(found, reverse=True)
