"""The results document: its digest, and what of it each reader may see."""

from collections.abc import Mapping
from typing import Any

from zhiliang.methods.canonical import digest

CIRCUMSTANCES = ("as_of", "manifest")
PUBLIC = ("code", "kind", "name_zh", "name_en", "grade", "sample")


def results_digest(results: Mapping[str, Any]) -> str:
    """SHA-256 over what was found; when and over which manifest is not part of it."""
    return digest({name: v for name, v in results.items() if name not in CIRCUMSTANCES})


def public_results(results: Mapping[str, Any]) -> dict[str, Any]:
    """What the province publishes: grades, targets and directions; no scores, ranks or items."""
    subjects = [{name: s[name] for name in PUBLIC} for s in results["subjects"]]
    return {**results, "subjects": subjects}


def subject_of(results: Mapping[str, Any], code: str) -> Mapping[str, Any] | None:
    """One subject's whole entry; None if it was not evaluated."""
    return next((s for s in results["subjects"] if s["code"] == code), None)
