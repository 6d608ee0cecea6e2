"""The classification learns from what people confirmed."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.actions import hold_file
from zhiliang.core.errors import ClerkError
from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Person
from zhiliang.methods.complaint_text import as_json, dump, retrain
from zhiliang.systems.complaints.learning import confirmed
from zhiliang.systems.complaints.models import LearnedModel

SEED = 84


@transaction.atomic
def relearn(*, by: Person | None, sample: bool = False) -> LearnedModel:
    """Train anew on the confirmed submissions; the report is on texts that were held out.

    ClerkError where too few were confirmed: the keyword rules then stay in use.
    """
    rows = confirmed(sample=sample)
    try:
        found = retrain(rows, seed=SEED)
    except ValueError:
        raise ClerkError(
            _("已确认分类的来件只有 %(count)s 件，不够训练。") % {"count": len(rows)},
            _("继续用关键词规则；多确认一些分类之后再训练。"),
        ) from None
    content = dump(found.models)
    learned = LearnedModel(
        file=hold_file(by=by, name="complaint-text.npz", content=content),
        trained_at=timezone.now(),
        trained_by=by,
        texts=len(rows),
        report=as_json(found.examined),
        sample=sample,
    )
    learned.full_clean()
    learned.save()
    append(
        verb="complaints.model.train",
        subject=subject_of(learned),
        by=by,
        data={"tables": [], "sha256": learned.file.sha256, "texts": len(rows), "sample": sample},
    )
    return learned
