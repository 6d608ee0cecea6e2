"""What is found wrong with a document: which rule, where, and what to do."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from zhiliang.methods.tables.epcis import rules

Path = tuple[str | int, ...]
SHOWN = 80  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a document is refused: id of the rule, JSON pointer (RFC 6901), what to do about it."""

    rule: str
    pointer: str
    message: str
    message_zh: str = ""


class Problem(NamedTuple):
    """A broken rule at a path inside an event or document, with what its message needs."""

    rule: str
    path: Path
    words: dict[str, Any]

    def below(self, *path: str | int) -> "Problem":
        """Return the same problem seen from further up."""
        return self._replace(path=(*path, *self.path))


def finding(problem: Problem, base: str = "") -> Finding:
    """Return a problem as it is reported; `base` is the pointer its path starts from."""
    rule = rules()[problem.rule]
    words = {name: shown(value) for name, value in problem.words.items()}
    pointer = base + "".join(f"/{escaped(step)}" for step in problem.path)
    return Finding(problem.rule, pointer, rule.en.format(**words), rule.zh.format(**words))


def escaped(step: str | int) -> str:
    """Return a step of a path as a JSON pointer writes it."""
    return str(step).replace("~", "~0").replace("/", "~1")


def plain_step(step: str) -> str:
    """Return a step of a JSON pointer as it stands in the document."""
    return step.replace("~1", "/").replace("~0", "~")


def shown(value: Any) -> str:
    """Return a value as a message shows it, cut where it is long."""
    try:
        text = value if isinstance(value, str) else repr(value)
    except RecursionError:
        text = type(value).__name__
    text = text.encode(errors="replace").decode()
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
