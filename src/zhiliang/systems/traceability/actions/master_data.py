"""Master data of captured documents: what a site is called, whose it is, what lies in what."""

from dataclasses import dataclass
from typing import Any

from zhiliang.core.models import Organisation
from zhiliang.systems.traceability.feeds.documents import Element, master_data_of
from zhiliang.systems.traceability.indexing.identifiers import canonical_or_same
from zhiliang.systems.traceability.models import CaptureJob, MasterAttribute, Site

NAMES = ("urn:epcglobal:cbv:mda#name", "urn:epcglobal:cbv:mda:name", "cbvmda:name", "name")
USCC = "uscc"
PLACES = ("location", "readpoint", "party")


@dataclass(frozen=True)
class MasterData:
    """What the documents of a job say of places, parties and classes."""

    job: CaptureJob

    def keep(self, document: dict[str, Any]) -> None:
        """Keep the master data of a document; later words replace earlier ones of the same firm.

        Who told of something first goes on doing so: nobody renames the product of another.
        """
        for element in master_data_of(document):
            held = canonical_or_same(element.id)
            others = MasterAttribute.objects.filter(element=held).exclude(told_by=None)
            strangers = others.exclude(told_by=self.job.organisation)
            taken = set(strangers.values_list("name", flat=True))
            rows = [
                MasterAttribute(
                    vocabulary=element.vocabulary[:200],
                    element=held,
                    name=name,
                    value=value[:1000],
                    told_by=self.job.organisation,
                )
                for name, value in dict(element.attributes).items()
                if name not in taken
            ]
            MasterAttribute.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["element", "name"],
                update_fields=["vocabulary", "value", "told_by"],
            )
            if element.vocabulary.lower().endswith(PLACES):
                self._keep_site(held, element)

    def _keep_site(self, held: str, element: Element) -> None:
        told = dict(element.attributes)
        name = next((told[key] for key in NAMES if key in told), "")[:200]
        uscc = next((value for key, value in told.items() if key.endswith(USCC)), "")
        site = self._site(held)
        if site.organisation_id not in (None, self.job.organisation_id):
            return
        if name:
            site.name = name
        if owner := Organisation.objects.filter(uscc=uscc).first() if uscc else None:
            site.organisation, site.place_id = owner, owner.place_id
        site.save()
        for child in element.children:
            lower = self._site(canonical_or_same(child))
            lower.parent = site
            lower.save()

    def _site(self, held: str) -> Site:
        defaults = {"sample": self.job.organisation.sample}
        return Site.objects.get_or_create(canonical=held, defaults=defaults)[0]
