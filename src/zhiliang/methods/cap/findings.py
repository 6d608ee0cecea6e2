"""What is found wrong with an alert: which rule, where, and what to do."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from zhiliang.methods.tables.cap import rules

SHOWN = 80  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class Finding:
    """Why an alert is refused: id of the rule, path of the element, what to do about it."""

    rule: str
    path: str
    message: str
    message_zh: str


class Problem(NamedTuple):
    """A broken rule at a path, with what its message needs."""

    rule: str
    path: str
    words: dict[str, Any]


class InvalidAlert(ValueError):
    """An alert that the standard does not allow; `findings` says why."""

    def __init__(self, findings: list[Finding]) -> None:
        first = findings[0]
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        super().__init__(f"{first.path}: {first.message}{more}")
        self.findings = findings


def finding(problem: Problem) -> Finding:
    """Return a problem as it is reported."""
    rule = rules()[problem.rule]
    words = {name: _shown(value) for name, value in problem.words.items()}
    return Finding(problem.rule, problem.path, rule.en.format(**words), rule.zh.format(**words))


def _shown(value: Any) -> str:
    text = str(value).encode(errors="replace").decode()
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
