"""Sites of firms: declared by the firm, corrected by it or by an officer of the place."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Organisation, Person, Place
from zhiliang.core.policy import require
from zhiliang.methods.gs1 import is_valid_key
from zhiliang.systems.traceability.models import Site


class OtherOwner(ClerkError):
    """The site is declared by another firm."""

    code = "other_owner"


@transaction.atomic
def declare_site(
    *,
    by: Person | None,
    organisation: Organisation,
    gln: str,
    name: str,
    place: Place | None = None,
    public: bool = False,
) -> Site:
    """Say that a location number is the firm's own; OtherOwner if another firm said so before."""
    canonical = f"https://id.gs1.org/414/{_gln(gln)}"
    site = Site.objects.select_for_update().filter(canonical=canonical).first()
    if site and site.organisation_id not in (None, organisation.pk):
        raise OtherOwner(
            _("GLN %(gln)s 已由别的单位申报。") % {"gln": gln},
            _("请核对号码；确属本单位的，请联系所在地市场监管部门更正。"),
        )
    site = site or Site(canonical=canonical, sample=organisation.sample)
    site.organisation = organisation
    return _write(
        site, "declare", by=by, name=name, place=place or organisation.place, public=public
    )


@transaction.atomic
def correct_site(
    site: Site, *, by: Person | None, name: str, place: Place, public: bool = False
) -> Site:
    """Put name, place and what the public may see right."""
    site = Site.objects.select_for_update().get(pk=site.pk)
    return _write(site, "correct", by=by, name=name, place=place, public=public)


def _gln(text: str) -> str:
    held = text.strip()
    if not is_valid_key("GLN", held):
        raise ClerkError(_("不是 GLN：13 位数字，最后一位校验。"), _("请核对编码证书。"))
    return held


def _write(
    site: Site, verb: str, *, by: Person | None, name: str, place: Place, public: bool
) -> Site:
    site.name, site.place, site.public = name.strip(), place, public
    if by is not None:
        site.declared_at, site.declared_by = timezone.now(), by
    require(by, Site, verb, site)
    site.full_clean()
    site.save()
    append(
        verb=f"traceability.site.{verb}",
        subject=subject_of(site),
        by=by,
        place=place.pk,
        organisation=(site.organisation.uscc or "") if site.organisation else "",
        data={"tables": [], "site": site.canonical, "public": public},
    )
    return site
