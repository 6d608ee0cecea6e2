"""The made-up chain goes the way of all events: declared sites, documents, the same checks."""

import json
from datetime import date

from django.db import transaction
from django.utils import timezone

from zhiliang.core.actions import create_organisation
from zhiliang.core.models import Organisation, Place
from zhiliang.systems.traceability.actions.capturing import process, receive
from zhiliang.systems.traceability.actions.declaring import declare_site
from zhiliang.systems.traceability.actions.reckoning import reckon_all
from zhiliang.systems.traceability.models import EpcisEvent
from zhiliang.systems.traceability.sample.chain import reports
from zhiliang.systems.traceability.sample.events import document
from zhiliang.systems.traceability.sample.firms import FIRMS, MadeUpFirm


@transaction.atomic
def load_sample(*, by: None, today: date | None = None) -> int:
    """Make the chain's weeks; returns how many events. A second time changes nothing."""
    made = EpcisEvent.objects.filter(sample=True)
    if made.exists():
        return made.count()
    firms = {key: _firm(one, by=by) for key, one in FIRMS.items()}
    named: set[str] = set()
    for report in reports(today or timezone.localdate()):
        told = document(report.events, report.firm, master=report.firm not in named)
        named.add(report.firm)
        content = json.dumps(told, ensure_ascii=False).encode()
        job = receive(content, by=by, organisation=firms[report.firm], at=report.at)
        job = process(job, by=by, at=report.at)
        if not job.success:
            raise RuntimeError(f"a made-up event was refused: {job.errors[0]}")
    reckon_all(by=by)
    return made.count()


def _firm(one: MadeUpFirm, *, by: None) -> Organisation:
    place = Place.objects.get(pk=one.place)
    known = Organisation.objects.filter(name=one.name, sample=True).first()
    firm = known or create_organisation(by=by, name=one.name, place=place, sample=True)
    declare_site(
        by=by, organisation=firm, gln=one.gln, name=one.name, place=place, public=one.public
    )
    return firm
