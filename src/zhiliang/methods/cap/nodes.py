"""Elements of an alert with the path that leads to them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhiliang.methods.tables.cap import ElementRow, elements

PARENTS = ("alert", "info", "resource", "area", "named")  # kinds that hold elements


@dataclass(frozen=True, slots=True)
class Node:
    """An element of a known kind in a version of CAP, and its path from the root."""

    element: Any  # xml.etree.ElementTree.Element
    row: ElementRow
    path: str
    namespace: str
    version: str

    @property
    def kind(self) -> str:
        """The kind of the element: a parent, or a kind of value."""
        return self.row.kind

    @property
    def text(self) -> str:
        """What is written in it."""
        return self.element.text or ""

    def local(self, child: Any) -> str:
        """Name of a child in the namespace of the alert; "" if it is in another."""
        namespace, _, name = str(child.tag).rpartition("}")
        return name if namespace == "{" + self.namespace else ""

    def children(self) -> Iterator["Node"]:
        """Yield the children that the standard knows."""
        rows = {row.element: row for row in elements(self.kind)}
        counted: Counter[str] = Counter()
        for child in self.element:
            row = rows.get(self.local(child))
            if row is not None:
                counted[row.element] += 1
                place = "" if row.most else f"[{counted[row.element]}]"
                path = f"{self.path}/{row.element}{place}"
                yield Node(child, row, path, self.namespace, self.version)

    def said(self) -> dict[str, str]:
        """Return what each child says, without blanks around it; of several the first."""
        found: dict[str, str] = {}
        for child in self.children():
            found.setdefault(child.row.element, child.text.strip())
        return found
