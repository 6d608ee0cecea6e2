"""Sealing leaves a trace: which pack was handed out for a year, by digest."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from zhiliang.core import event
from zhiliang.core.models import Event, Person
from zhiliang.core.policy import require
from zhiliang.evaluation.models import Evaluation


@transaction.atomic
def note_seal(
    year: int, *, by: Person | None, digest: Mapping[str, str], signers: Sequence[str]
) -> Event:
    """Enter a pack that was written; its digests name it from now on."""
    require(by, Evaluation, "seal")
    return event.append(
        verb="evaluation.year.seal",
        subject=f"evaluation.year:{year}",
        by=by,
        data={"year": year, "digest": dict(digest), "signers": list(signers), "tables": []},
    )
