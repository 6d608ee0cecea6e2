"""What a verification found: checks made, problems by file, signers, differences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhiliang.evaluation.seal.differences import Difference
from zhiliang.evaluation.seal.words import reason, shown


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one file."""

    code: str
    file: str = "."
    details: Mapping[str, Any] = field(default_factory=dict)

    def reason(self, lang: str = "zh") -> str:
        """What is wrong, in "zh" or "en"."""
        return reason(self.code, self.details, lang)

    def to_json(self, lang: str = "zh") -> dict[str, str]:
        """Shape of `verify --json`."""
        return {"file": shown(self.file), "code": self.code, "reason": self.reason(lang)}


class Refusal(Exception):
    """A problem after which nothing more can be done with a file, a key or a pack."""

    def __init__(self, code: str, file: object = ".", **details: Any) -> None:
        self.problem = Problem(code, str(file), details)
        super().__init__(f"{shown(file)}: {self.problem.reason('en')}")


@dataclass(frozen=True)
class Check:
    """One question asked of a pack; `ok` is None where it could not be asked."""

    name: str
    ok: bool | None
    detail: str = ""


@dataclass(frozen=True)
class SignedBy:
    """A signature that fits; `name` is the verifier's own for a trusted key, else the pack's."""

    keyid: str
    name: str
    trusted: bool


@dataclass
class Report:
    """The outcome; it grows while checks are made."""

    checks: list[Check] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    signers: list[SignedBy] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    recomputed: bool | None = None
    trusting: bool = False
    year: int | None = None
    digest: Mapping[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; says nothing of who signed unless `signature` is trusted."""
        return not self.problems

    @property
    def signature(self) -> str:
        """trusted | unchecked (no key was given) | refused."""
        asked = [check for check in self.checks if check.name == "signature"]
        if not asked or not asked[0].ok:
            return "refused"
        return "trusted" if self.trusting else "unchecked"

    def check(self, name: str, problems: Iterable[Problem], detail: str = "") -> bool:
        """Ask one question: all its problems are taken down, and a refusal ends it."""
        found: list[Problem] = []
        try:
            found.extend(problems)
        except Refusal as refusal:
            found.append(refusal.problem)
        except OSError as fault:
            found.append(Problem("unreadable", str(fault.filename or "."), {"fault": fault}))
        self.problems += found
        self.checks.append(Check(name, not found, detail))
        return not found

    def skip(self, name: str, detail: str) -> None:
        """Say that a question could not be asked."""
        self.checks.append(Check(name, None, detail))

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """Shape of `verify --json`."""
        return {
            "ok": self.ok,
            "year": self.year,
            "pack": dict(self.digest),
            "signature": self.signature,
            "signers": [
                {"keyid": s.keyid, "name": shown(s.name), "trusted": s.trusted}
                for s in self.signers
            ],
            "checks": [{"name": c.name, "ok": c.ok, "detail": c.detail} for c in self.checks],
            "problems": [problem.to_json(lang) for problem in self.problems],
            "recomputed": self.recomputed,
            "differences": [difference.to_json() for difference in self.differences],
        }
