"""How far a recall has come: consignees and quantities, counted once for pages, papers and lake."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from zhiliang.systems.recalls.models import Recall, measured

PERCENT_E6 = 100 * 1_000_000


@dataclass(frozen=True)
class Progress:
    """Counts of the consignees in scope, and sums of their quantities in millionths."""

    consignees: int
    sent: int
    notified: int
    replied: int
    received_e6: int | None
    on_hand_e6: int
    recovered_e6: int
    disposed_e6: int
    gone_e6: int
    wanted_e6: int | None
    unit: str

    @property
    def recovered_percent_e6(self) -> int | None:
        """Of a hundred to be recalled, how many are back or disposed of; None where not known.

        It can exceed a hundred: then more came back than was thought to be out.
        """
        if not self.wanted_e6:
            return None
        return PERCENT_E6 * (self.recovered_e6 + self.disposed_e6) // self.wanted_e6

    def share(self, name: str) -> int:
        """A count as whole percent of the consignees, 0 where there are none."""
        count: int = getattr(self, name)
        return 100 * count // self.consignees if self.consignees else 0

    def words(self, name: str) -> str:
        """A sum with its unit; empty where it is not known."""
        return measured(getattr(self, name), self.unit)


def progress_of(recall: Recall) -> Progress:
    """How far a recall is now."""
    rows = recall.consignees.filter(in_scope=True)
    found = rows.aggregate(
        consignees=Count("pk"),
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        notified=Count("pk", filter=Q(notified_at__isnull=False)),
        replied=Count("pk", filter=Q(replied_at__isnull=False)),
        received_e6=Sum("received_e6"),
        on_hand_e6=Sum("on_hand_e6", default=0),
        recovered_e6=Sum("recovered_e6", default=0),
        disposed_e6=Sum("disposed_e6", default=0),
        gone_e6=Sum("gone_e6", default=0),
    )
    units = rows.exclude(unit="").values_list("unit", flat=True)
    unit = recall.unit or units.first() or ""
    return Progress(**found, wanted_e6=recall.quantity_e6 or found["received_e6"], unit=unit)
