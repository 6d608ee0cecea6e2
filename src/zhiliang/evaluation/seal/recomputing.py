"""Recomputation: what the source rows of a pack give, against what the pack says they gave."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from zhiliang.evaluation.seal.differences import Difference, differences
from zhiliang.evaluation.seal.method import PACKAGE, tree_digest
from zhiliang.evaluation.seal.reading import parsed, read_json
from zhiliang.evaluation.seal.report import Problem, Report
from zhiliang.evaluation.seal.statement import METHOD
from zhiliang.methods.canonical import canonical_json

RESULTS = "result/results.json"
VALUES = "result/values.json"
DERIVED = {"results": RESULTS, "values": VALUES}
MOST_DIFFERENCES = 1000
SHORT = 120
SENTENCES = tuple(
    f".{what}_{lang}" for what in ("reason", "regain", "ground") for lang in ("zh", "en")
)


def derived_differences(
    pack: Path, recompute: Callable[[Path], Mapping[str, Any]]
) -> list[Difference]:
    """Differences between the sealed and the recomputed results and values, 1000 at most.

    Figures, points and grades must be equal. So must the sentences beside them, unless another
    version of the program wrote the pack: a better wording does not undo an old seal.
    """
    derived, ours = recompute(pack), _is_ours(pack)
    found: Iterator[Difference] = (
        difference
        for name, path in DERIVED.items()
        for difference in differences(read_json(pack, path), _plain(derived[name]), name)
        if ours or not _is_wording(difference)
    )
    return list(islice(found, MOST_DIFFERENCES))


def _is_ours(pack: Path) -> bool:
    sealed = read_json(pack, METHOD)
    return isinstance(sealed, dict) and sealed.get("tree") == tree_digest(PACKAGE)


def _is_wording(difference: Difference) -> bool:
    both = (difference.sealed, difference.recomputed)
    return difference.path.endswith(SENTENCES) and all(isinstance(text, str) for text in both)


def _plain(value: Any) -> Any:
    # Through the same text as the sealed one, so that only real differences are left.
    return parsed(canonical_json(value).encode(), "")


def recompute_problems(
    pack: Path, recompute: Callable[[Path], Mapping[str, Any]], report: Report
) -> Iterator[Problem]:
    """Recompute and compare; the report keeps every difference."""
    report.recomputed = False
    try:
        report.differences = derived_differences(pack, recompute)
    except Exception as fault:  # rows and plans of a stranger can fail in any way
        details = {"fault": f"{type(fault).__name__}: {fault}"}
        yield Problem("recompute_failed", RESULTS, details)
        return
    report.recomputed = not report.differences
    for name, path in DERIVED.items():
        found = [d for d in report.differences if d.path.startswith(name)]
        if found:
            yield Problem("recompute_differs", path, _first(found))


def _first(found: list[Difference]) -> dict[str, Any]:
    first = found[0]
    return {
        "count": len(found),
        "path": first.path,
        "sealed": short(first.sealed),
        "recomputed": short(first.recomputed),
    }


def short(value: Any) -> str:
    """A JSON value in one short line."""
    text = canonical_json(value)
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"
