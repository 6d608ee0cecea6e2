"""Tracing of lots: what went into what, and everything that can hold something of one lot.

`Genealogy` walks edges between numbered lots: fast, knows nothing of events. `Chain` reads events
of EPCIS 2.0, makes those edges of them, and answers for containers, firms and places as well.
"""

from zhiliang.methods.trace.chain import Chain
from zhiliang.methods.trace.containment import Containers, Stay, stays
from zhiliang.methods.trace.events import Action, Event, Item, Kind, standing
from zhiliang.methods.trace.findings import Finding, Flaw
from zhiliang.methods.trace.genealogy import Genealogy
from zhiliang.methods.trace.levels import Levels
from zhiliang.methods.trace.reach import Custody, Holding, Reach
from zhiliang.methods.trace.records import Records, Step
from zhiliang.methods.trace.result import Shares, Trace, Unknowns
from zhiliang.methods.trace.transformations import Edge, Transformation, transformations

__all__ = [
    "Action",
    "Chain",
    "Transformation",
    "Containers",
    "Custody",
    "Edge",
    "Event",
    "Finding",
    "Flaw",
    "Genealogy",
    "Holding",
    "Item",
    "Kind",
    "Levels",
    "Reach",
    "Records",
    "Shares",
    "Stay",
    "Step",
    "Trace",
    "Unknowns",
    "transformations",
    "standing",
    "stays",
]
