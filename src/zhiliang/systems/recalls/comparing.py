"""What a firm named in a drill beside what the trace knows: one step up, one step down."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from zhiliang.core.models import Organisation
from zhiliang.methods.canonical import digest
from zhiliang.methods.gs1 import canonical
from zhiliang.systems.recalls.models import Drill, DrillLine
from zhiliang.systems.traceability.answers import Neighbour, neighbours_of, spoken

Counted = tuple[int, int]
"""How many neighbours the trace knows, how many of them the firm named."""


@dataclass(frozen=True)
class Compared:
    """Both directions, and the digest of what the trace answered."""

    up: Counted
    down: Counted
    digest: str


def compared(drill: Drill) -> Compared:
    """The lines of a drill against the neighbours recorded when it started.

    A line names a neighbour by name, by credit code, or by a party's identifier in any form.
    """
    asked = neighbours_of(drill.lot, drill.organisation_id, as_of=drill.started_at)
    return Compared(
        _counted(drill, DrillLine.Direction.UP, asked.up),
        _counted(drill, DrillLine.Direction.DOWN, asked.down),
        digest({"lot": drill.lot, "organisation": drill.organisation_id, **asdict(asked)}),
    )


def _counted(drill: Drill, direction: str, neighbours: Iterable[Neighbour]) -> Counted:
    lines = drill.lines.filter(direction=direction)
    said = {_one_form(text) for line in lines for text in (line.name, line.party) if text}
    firms = _by_firm(neighbours)
    return len(firms), sum(bool(said & words) for words in firms)


def _by_firm(neighbours: Iterable[Neighbour]) -> list[set[str]]:
    """How each neighbour may be called; several sites of one firm are one."""
    called: dict[object, set[str]] = defaultdict(set)
    for one in neighbours:
        number = one.party.rpartition("/")[2]
        words = {one.party, spoken(one.party), number, one.name}
        called[one.organisation_id or one.party] |= words - {""}
    known = Organisation.objects.filter(pk__in=[key for key in called if isinstance(key, int)])
    for key, name, code in known.values_list("pk", "name", "uscc"):
        called[key] |= {name, code or ""} - {""}
    return list(called.values())


def _one_form(text: str) -> str:
    try:
        return canonical(text)
    except ValueError:
        return text.strip()
