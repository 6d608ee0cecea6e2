"""The completeness score of firms, in exact shares of the lots they handled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from zhiliang.core.models import Organisation

_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Score:
    """A firm's lots in a period, and how many of them have what; shares are in per cent."""

    firm: Organisation
    lots: int
    sources: int
    destinations: int
    late: int

    @property
    def source_share(self) -> Decimal:
        """Lots with a known source."""
        return self._share(self.sources)

    @property
    def destination_share(self) -> Decimal:
        """Lots with a known destination."""
        return self._share(self.destinations)

    @property
    def late_share(self) -> Decimal:
        """Lots with an event recorded late."""
        return self._share(self.late)

    def _share(self, part: int) -> Decimal:
        return (Decimal(100 * part) / self.lots).quantize(_TENTH, ROUND_HALF_UP)


def scores_of(rows: "QuerySet[Any]", since: date, until: date) -> Iterator[Score]:
    """The score of every firm in some rows of `Handling`, weakest first."""
    within = rows.filter(first_on__gte=since, first_on__lte=until).order_by()
    counted = list(
        within.values("organisation").annotate(
            lots=Count("pk"),
            sources=Count("pk", filter=Q(source_known=True)),
            destinations=Count("pk", filter=Q(destination_known=True)),
            late=Count("pk", filter=Q(late=True)),
        )
    )
    firms = Organisation.objects.select_related("place").in_bulk(
        [row["organisation"] for row in counted]
    )
    scores = [Score(firms[row.pop("organisation")], **row) for row in counted]
    yield from sorted(scores, key=lambda one: (_weakness(one), one.firm.name))


def _weakness(score: Score) -> Decimal:
    return min(score.source_share, score.destination_share)
