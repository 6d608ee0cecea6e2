"""The results document: its digest, and what of it each reader may see."""

from collections.abc import Mapping
from typing import Any

from zhiliang.evaluation.scheme import KINDS
from zhiliang.methods.canonical import digest

CIRCUMSTANCES = ("as_of", "manifest")
PUBLIC = ("code", "kind", "name_zh", "name_en", "grade", "sample")
NAMED = ("key", "clause", "name_zh", "name_en", "group", "indicator")
FIGURE = ("unit", "value", "numerator", "denominator", "status", "source", "period", "place")
AIMED = ("ratio_to_target", "threshold")  # elsewhere `target` says where points begin or end


def results_digest(results: Mapping[str, Any]) -> str:
    """SHA-256 over what was found; when and over which manifest is not part of it."""
    return digest({name: v for name, v in results.items() if name not in CIRCUMSTANCES})


def public_results(results: Mapping[str, Any]) -> dict[str, Any]:
    """What the province publishes: grades, figures, targets and directions.

    Subjects lose score, rank, points and reasons, and the order that would tell their rank; they
    keep `vetoed`, since the circular names it. `digest` is that of the whole results. What is
    public already stays as it is.
    """
    # Departments keep the order of the scheme: their codes are words, and none has a rank.
    subjects = sorted(
        (_public(subject) for subject in results["subjects"]),
        key=lambda s: (KINDS.index(s["kind"]), s["code"] if s["code"].isdigit() else ""),
    )
    whole = results.get("digest") or results_digest(results)
    return {**results, "subjects": subjects, "digest": whole}


def _public(subject: Mapping[str, Any]) -> dict[str, Any]:
    vetoed = bool(subject.get("vetoes") or subject.get("vetoed"))
    items = [_figure(item) for item in subject["items"]]
    return {**{name: subject[name] for name in PUBLIC}, "vetoed": vetoed, "items": items}


def _figure(item: Mapping[str, Any]) -> dict[str, Any]:
    aimed = item.get("rule", AIMED[0]) in AIMED
    shown = {name: item.get(name) for name in (*NAMED, *FIGURE)}
    return {**shown, "target": item["target"] if aimed else None}


def subject_of(results: Mapping[str, Any], code: str) -> Mapping[str, Any] | None:
    """One subject's whole entry; None if it was not evaluated."""
    return next((s for s in results["subjects"] if s["code"] == code), None)
