"""Evaluating a year: compute over the current lake and keep the result as a new version."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from zhiliang.core import event
from zhiliang.core.models import Person
from zhiliang.core.policy import require
from zhiliang.evaluation.assess import assess
from zhiliang.evaluation.models import Evaluation
from zhiliang.evaluation.plan import office_plan
from zhiliang.evaluation.results import results_digest
from zhiliang.indicators.current import current_lake


@transaction.atomic
def evaluate(year: int, *, by: Person | None, engine: str = "duckdb") -> Evaluation:
    """The evaluation of a year over the current lake; the same results again are the same version.

    A different result becomes a new version beside the old one.
    """
    require(by, Evaluation, "evaluate")
    plan, lake = office_plan(year), current_lake()
    results = assess(lake, plan, engine=engine)
    digest = results_digest(results)
    latest = Evaluation.objects.filter(year=year).first()
    if latest is not None and latest.digest == digest:
        return latest
    version = (Evaluation.objects.filter(year=year).aggregate(top=Max("version"))["top"] or 0) + 1
    evaluation = Evaluation(
        year=year,
        version=version,
        scheme=plan.scheme.data["key"],
        scheme_digest=plan.scheme.digest,
        manifest=lake.number,
        engine=engine,
        results=results,
        digest=digest,
        computed_at=timezone.now(),
    )
    evaluation.full_clean()
    evaluation.save()
    event.append(
        verb="evaluation.year.evaluate",
        subject=event.subject_of(evaluation),
        by=by,
        data={"year": year, "version": version, "digest": digest, "tables": [], "periods": []},
    )
    return evaluation
