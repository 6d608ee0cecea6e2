"""Work of traceability that is left to the task worker, and what is done from time to time."""

from datetime import datetime, timedelta

from django_tasks import task

from zhiliang.core.tick import periodic
from zhiliang.systems.traceability.actions import process
from zhiliang.systems.traceability.models import CaptureJob, TraceEdge
from zhiliang.systems.traceability.tracing.snapshots import write_snapshot


@task()
def take_in(job: int) -> int:
    """Take a large document in; how many events were stored."""
    return process(CaptureJob.objects.get(pk=job)).stored


@periodic("traceability.snapshot", every=timedelta(days=1))
def keep_snapshot(*, since: datetime | None, now: datetime) -> None:
    """Write the genealogy as arrays once a day, if there is one."""
    if TraceEdge.objects.exists():
        write_snapshot()
