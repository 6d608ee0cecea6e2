"""The directory of laboratories that re-test, as lots are drawn from it, and who is left out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from zhiliang.core.models import Organisation
from zhiliang.methods.draw import Stratum
from zhiliang.systems.sampling.models import Objection, RetestDraw, RetestLaboratory

# what the published documents say is said in the language of the law
STRATUM = "复检机构名录"
FIRST = "初检机构（第三十二条）"
INTEREST = "与复检申请人存在利害关系（第三十二条）"
UNABLE = "已书面说明确实无法承担（第三十二条）"
DECLINED = {RetestDraw.Decline.INTEREST.value: INTEREST, RetestDraw.Decline.UNABLE.value: UNABLE}


def item_of(laboratory: Organisation) -> str:
    """A laboratory as the documents of a draw name it."""
    return f"{laboratory.name}（{laboratory.uscc or f'#{laboratory.pk}'}）"


def listed_on(day: date) -> dict[str, Organisation]:
    """The laboratories that stand in the directory on a day, by their name in the list."""
    still = Q(listed_to=None) | Q(listed_to__gte=day)
    rows = RetestLaboratory.objects.filter(still, listed_from__lte=day)
    return {
        item_of(one.organisation): one.organisation for one in rows.select_related("organisation")
    }


def stratum_on(objection: Objection, day: date) -> Stratum:
    """One laboratory to draw for an objection: who is listed, and why some are left out."""
    listed = listed_on(day)
    excluded = {item: why for item, why in _left_out(objection) if item in listed}
    return Stratum(sorted(listed), 1, excluded=excluded)


def lists_of(stratum: Stratum) -> dict[str, Any]:
    """The lists of a document before, also where nobody is left to be drawn."""
    told = {
        "firms": list(stratum.firms),
        "count": stratum.count,
        "excluded": dict(stratum.excluded),
        "weights": None,
    }
    return {"strata": {STRATUM: told}, "inspectors": None}


def _left_out(objection: Objection) -> Iterator[tuple[str, str]]:
    """Who may not re-test, the first laboratory last: its reason stands before any other."""
    for interest in objection.interests.select_related("organisation"):
        yield item_of(interest.organisation), INTEREST
    for draw in objection.draws.exclude(declined_at=None).select_related("laboratory"):
        assert draw.laboratory
        yield item_of(draw.laboratory), DECLINED[draw.declined]
    if objection.case.laboratory:
        yield item_of(objection.case.laboratory), FIRST
