"""Master data of captured documents: what a site is called, whose it is, what lies in what."""

from typing import Any

from zhiliang.core.models import Organisation
from zhiliang.systems.traceability.feeds.documents import Element, master_data_of
from zhiliang.systems.traceability.indexing.identifiers import canonical_or_same
from zhiliang.systems.traceability.models import CaptureJob, MasterAttribute, Site

NAMES = ("urn:epcglobal:cbv:mda#name", "urn:epcglobal:cbv:mda:name", "cbvmda:name", "name")
USCC = "uscc"


def keep_master_data(document: dict[str, Any], job: CaptureJob) -> None:
    """Keep what a document says of places, parties and classes; later words replace earlier."""
    for element in master_data_of(document):
        held = canonical_or_same(element.id)
        rows = [
            MasterAttribute(
                vocabulary=element.vocabulary[:200], element=held, name=name, value=value[:1000]
            )
            for name, value in dict(element.attributes).items()
        ]
        MasterAttribute.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["element", "name"],
            update_fields=["vocabulary", "value"],
        )
        if element.vocabulary.endswith(("Location", "ReadPoint", "Party", "location", "party")):
            _keep_site(held, element, job)


def _keep_site(held: str, element: Element, job: CaptureJob) -> None:
    told = dict(element.attributes)
    name = next((told[key] for key in NAMES if key in told), "")[:200]
    uscc = next((value for key, value in told.items() if key.endswith(USCC)), "")
    site, _created = Site.objects.get_or_create(
        canonical=held, defaults={"sample": job.organisation.sample}
    )
    if name:
        site.name = name
    if owner := Organisation.objects.filter(uscc=uscc).first() if uscc else None:
        site.organisation, site.place_id = owner, owner.place_id
    site.save()
    for child in element.children:
        Site.objects.update_or_create(
            canonical=canonical_or_same(child),
            defaults={"parent": site, "sample": job.organisation.sample},
        )

