"""A scope as content that can be frozen, digested, compared; asked of the trace by its one door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhiliang.methods.canonical import canonical_json, digest
from zhiliang.systems.recalls.models import BY_HAND, Recall, Scope
from zhiliang.systems.traceability.answers import scope_of


@dataclass(frozen=True)
class Difference:
    """What one scope holds that another does not, by id and by party."""

    added_lots: tuple[str, ...]
    removed_lots: tuple[str, ...]
    added_holders: tuple[str, ...]
    removed_holders: tuple[str, ...]

    @property
    def wider(self) -> bool:
        """Whether the newer one takes in more."""
        return bool(self.added_lots or self.added_holders)

    @property
    def any(self) -> bool:
        """Whether they differ at all."""
        return self.wider or bool(self.removed_lots or self.removed_holders)


def traced(
    roots: Sequence[str],
    *,
    as_of: datetime | None = None,
    window: tuple[datetime, datetime] | None = None,
) -> dict[str, Any]:
    """What the trace answers, as plain content.

    Shares only rank lots; nothing is left out for a small one. Unknowns stand beside the scope.
    """
    answer = scope_of(list(roots), as_of=as_of, window=window)
    return {
        "roots": list(answer.roots),
        "as_of": answer.as_of.isoformat(),
        "window": [moment.isoformat() for moment in answer.window] if answer.window else None,
        "algorithm": answer.algorithm,
        "trace_digest": answer.digest,
        "lots": [_lot(lot) for lot in answer.lots],
        "holders": [_holder(holder) for holder in answer.holders],
        "unknowns": [
            {"kind": one.kind, "subject": one.subject, "note": one.note} for one in answer.unknowns
        ],
    }


def _lot(lot: Any) -> dict[str, Any]:
    return {
        "id": lot.id,
        "name": lot.name,
        "made_at": lot.made_at.isoformat() if lot.made_at else None,
        "tier": lot.tier,
        # a share only ranks: six places are enough to order by and stay the same on any machine
        "share_e6": None if lot.share is None else round(lot.share * 1_000_000),
        "unit": lot.unit,
        "quantity": _number(lot.quantity),
    }


def _holder(holder: Any) -> dict[str, Any]:
    return {
        "party": holder.party,
        "name": holder.name,
        "organisation": holder.organisation_id,
        "place": holder.place,
        "lots": list(holder.lots),
        "first_at": holder.first_at.isoformat(),
        "last_at": holder.last_at.isoformat() if holder.last_at else None,
        "unit": holder.unit,
        "quantity": _number(holder.quantity),
    }


def _number(quantity: Any) -> str | None:
    return None if quantity is None else format(quantity, "f")


def by_hand(batches: Sequence[str], *, unit: str, quantity: str | None, at: datetime) -> Any:
    """The content of a scope that is entered without trace data: batches by name."""
    return {
        "roots": [],
        "as_of": at.isoformat(),
        "window": None,
        "algorithm": BY_HAND,
        "trace_digest": "",
        "lots": [
            {
                "id": batch,
                "name": batch,
                "made_at": None,
                "tier": 0,
                "share_e6": None,
                "unit": unit,
                "quantity": quantity if len(batches) == 1 else None,
            }
            for batch in batches
        ],
        "holders": [],
        "unknowns": [],
    }


def frozen(recall: Recall, content: dict[str, Any], *, at: datetime) -> Scope:
    """The content as the next version of a recall's scope, not saved yet."""
    last = recall.scopes.order_by("-version").first()
    return Scope(
        recall=recall,
        version=last.version + 1 if last else 1,
        as_of=datetime.fromisoformat(content["as_of"]),
        algorithm=content["algorithm"],
        trace_digest=content["trace_digest"],
        content=canonical_json(content),
        digest=digest(content),
        lot_count=len(content["lots"]),
        holder_count=len(content["holders"]),
        unknown_count=len(content["unknowns"]),
        taken_at=at,
    )


def current(recall: Recall) -> Scope | None:
    """The scope that binds: the last that was adopted."""
    return recall.scopes.filter(adopted_at__isnull=False).order_by("-version").first()


def pending(recall: Recall) -> Scope | None:
    """A wider scope, newer than the one that binds, that waits to be adopted or not."""
    bound = current(recall)
    newer = recall.scopes.filter(version__gt=bound.version if bound else 0)
    return newer.filter(adopted_at=None, dismissed_at=None).order_by("-version").first()


def difference(before: dict[str, Any] | None, now: dict[str, Any]) -> Difference:
    """How a newer content differs from an older one; all is added to none."""
    old_lots, new_lots = _ids(before, "lots", "id"), _ids(now, "lots", "id")
    old_holders, new_holders = _ids(before, "holders", "party"), _ids(now, "holders", "party")
    return Difference(
        tuple(sorted(new_lots - old_lots)),
        tuple(sorted(old_lots - new_lots)),
        tuple(sorted(new_holders - old_holders)),
        tuple(sorted(old_holders - new_holders)),
    )


def _ids(content: dict[str, Any] | None, part: str, key: str) -> set[str]:
    return {one[key] for one in content[part]} if content else set()


def again(scope: Scope) -> dict[str, Any]:
    """The same question asked once more, as of the same moment."""
    return traced(scope.told["roots"], as_of=scope.as_of, window=window_of(scope))


def window_of(scope: Scope) -> tuple[datetime, datetime] | None:
    """The stretch of time that its roots are narrowed to, where there is one."""
    told = scope.told["window"]
    if not told:
        return None
    start, end = map(datetime.fromisoformat, told)
    return start, end
