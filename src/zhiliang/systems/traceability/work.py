"""Work of traceability that is left to the task worker."""

from django_tasks import task

from zhiliang.systems.traceability.actions import process
from zhiliang.systems.traceability.models import CaptureJob


@task()
def take_in(job: int) -> int:
    """Take a large document in; how many events were stored."""
    return process(CaptureJob.objects.get(pk=job)).stored
