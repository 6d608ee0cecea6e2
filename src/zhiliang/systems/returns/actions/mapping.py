"""An officer's own table layout, described once and used again."""

from collections.abc import Mapping as Table

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Person, Place
from zhiliang.core.policy import require
from zhiliang.systems.returns.feeds import COLUMNS
from zhiliang.systems.returns.models import Mapping


@transaction.atomic
def save_mapping(
    *, by: Person, name: str, columns: Table[str, str], place: Place | None = None
) -> Mapping:
    """Keep {header in the file: our column} under a name; the same name is written anew.

    With `place`, every officer of that place may use it.
    """
    require(by, Mapping, "save")
    known = {column.name for column in COLUMNS}
    if unknown := sorted(set(columns.values()) - known):
        told = {"unknown": "、".join(unknown), "known": "、".join(sorted(known))}
        raise ValidationError(
            {"columns": _("没有这样的列：%(unknown)s。只能对应到：%(known)s。") % told}
        )
    mapping = Mapping.objects.filter(owner=by, name=name.strip()).first() or Mapping(
        owner=by, name=name.strip()
    )
    mapping.columns, mapping.place, mapping.saved_at = dict(columns), place, timezone.now()
    mapping.full_clean()
    mapping.save()
    append(
        verb="returns.mapping.save",
        subject=subject_of(mapping),
        by=by,
        place=place.pk if place else "",
        data={"tables": [], "name": mapping.name, "columns": mapping.columns},
    )
    return mapping
