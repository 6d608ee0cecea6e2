"""Work that takes longer than a page: queued, done by the task worker, told on the workspace."""

from django.utils import timezone
from django_tasks import task

from zhiliang.core.models import Person
from zhiliang.evaluation.actions import evaluate, publish_year
from zhiliang.indicators.current import refresh


@task()
def evaluate_year(year: int, person: int) -> str:
    """Bring the lake up to date and evaluate a year; the version that is in force afterwards."""
    refresh()
    return str(evaluate(year, by=Person.objects.get(pk=person)))


@task()
def publish_documents(year: int, person: int) -> str:
    """Make the documents of a year; the folder they are in."""
    by = Person.objects.get(pk=person)
    return publish_year(year, by=by, issued=timezone.localdate()).name
