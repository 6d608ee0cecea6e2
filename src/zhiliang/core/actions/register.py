"""Organisations enter the register once, under their national code."""

from django.db import transaction

from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Organisation, Person, Place
from zhiliang.core.policy import require


@transaction.atomic
def create_organisation(
    *,
    by: Person | None,
    name: str,
    place: Place,
    kind: str = "enterprise",
    uscc: str = "",
    organisation_code: str = "",
    sample: bool = False,
) -> Organisation:
    """Enter an organisation; both codes are checked, `sample` marks made-up ones."""
    organisation = Organisation(
        name=name.strip(),
        place=place,
        kind=kind,
        uscc=uscc or None,
        organisation_code=organisation_code or None,
        sample=sample,
    )
    require(by, Organisation, "core.organisation.create", organisation)
    organisation.full_clean()
    organisation.save()
    append(
        verb="core.organisation.create",
        subject=subject_of(organisation),
        by=by,
        place=place.pk,
        organisation=uscc,
    )
    return organisation
