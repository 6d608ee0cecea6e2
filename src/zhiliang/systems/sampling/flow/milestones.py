"""How far samples have come, as the board counts them and the list of cases is narrowed by them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhiliang.systems.sampling.flow.cases import TAKEN

UNREPORTED = ("assigned", "sampled", "received")


@dataclass(frozen=True)
class Milestone:
    """A point that samples in any of `states` have reached; no states: every sample has.

    `unless` are the samples that a void result has carried past it.
    """

    key: str
    words: str | Promise
    states: tuple[str, ...] = ()
    unless: Q | None = None

    @property
    def condition(self) -> Q:
        """The samples that have come so far."""
        reached = Q(state__in=self.states) if self.states else Q()
        return reached if self.unless is None else reached & ~self.unless


def _from(state: str) -> tuple[str, ...]:
    return TAKEN[TAKEN.index(state) :]


VOID = Q(conclusion="void", imported="")
MILESTONES = (
    Milestone("drawn", _("已抽取")),
    Milestone("sampled", _("已抽样"), TAKEN),
    Milestone("tested", _("已检验"), _from("tested"), VOID & Q(reported_on=None)),
    Milestone("notified", _("已告知"), _from("notified"), VOID & Q(notified_at=None)),
    Milestone("settled", _("已定论"), _from("settled")),
    Milestone("published", _("已公布"), ("published",)),
    Milestone("not_taken", _("未抽样"), ("not_taken",)),
    Milestone("rejected", _("拒收"), ("rejected",)),
)
OVERDUE = "overdue"


def overdue(today: date) -> Q:
    """Samples not reported on though the plan's own date has passed."""
    return Q(state__in=UNREPORTED, due_on__lt=today)
