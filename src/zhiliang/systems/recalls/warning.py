"""What recalls say on the page of goods that are recalled."""

from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.banners import Banner
from zhiliang.core.policy import visible
from zhiliang.systems.recalls.flow.recalls import PUBLIC
from zhiliang.systems.recalls.models import AnnouncedRecall, RecalledGood

ENDED = "closed"


def banners_of(ids: Sequence[str]) -> Iterator[Banner]:
    """A warning for each announced recall that covers one of the goods, or a part of them.

    A recall of a lot covers its items; asked for a product alone, its recalled lots are told.
    """
    named = Q(canonical__in=ids)
    if ids and "/10/" not in ids[0] and "/21/" not in ids[0]:
        named |= Q(canonical__startswith=f"{ids[0]}/")
    found: dict[int, list[str]] = {}
    goods = RecalledGood.objects.filter(named, recall__state__in=PUBLIC)
    for recall, canonical in goods.values_list("recall_id", "canonical")[:MOST]:
        found.setdefault(recall, []).append(canonical)
    for recall in visible(None, AnnouncedRecall).filter(pk__in=found).order_by("-announced_at"):
        yield _banner(recall, tuple(found[recall.pk]))


MOST = 500
"""Goods of recalls that one answer names."""


def _banner(recall: AnnouncedRecall, covers: tuple[str, ...]) -> Banner:
    over = recall.state == ENDED
    return Banner(
        title=recall.name,
        text=recall.advice or _("请停止食用或者使用，并与销售者或者生产者联系退货。"),
        url=reverse("recalls/announced-case", args=[recall.pk]),
        since=timezone.localtime(recall.announced_at).date() if recall.announced_at else None,
        covers=covers,
        over=over,
    )
