"""Choosing and sorting what the results hold. Nothing here adds, divides or rounds."""

from collections.abc import Iterable

from zhiliang.evaluation.documents.edition import Item, Results, Subject

GRADES = ("A", "B", "C", "D")
CRITICISED_KINDS = ("city", "district")  # 四(四): 对工作不落实、效果不明显的市县给予通报批评


def of_kind(results: Results, kind: str) -> list[Subject]:
    """Subjects of one kind, by rank, then by code; as they stand where ranks are not public."""
    found = [subject for subject in results["subjects"] if subject["kind"] == kind]
    if any("rank" not in subject for subject in found):
        return found
    return sorted(found, key=lambda s: (s["rank"] or len(found) + 1, s["code"]))


def with_grade(subjects: Iterable[Subject], grade: str) -> list[Subject]:
    return [subject for subject in subjects if (subject.get("grade") or "") == grade]


def graded(subjects: Iterable[Subject]) -> dict[str, list[Subject]]:
    """Subjects under each grade that occurs, best first; "" holds those without one."""
    held = list(subjects)
    lists = {grade: with_grade(held, grade) for grade in (*GRADES, "")}
    return {grade: found for grade, found in lists.items() if found}


def is_praised(subject: Subject) -> bool:
    """A city with grade A and no veto, as the published circulars praise them."""
    return subject["kind"] == "city" and subject.get("grade") == "A" and not subject["vetoes"]


def is_criticised(subject: Subject) -> bool:
    """A city or district with grade D or a veto."""
    return subject["kind"] in CRITICISED_KINDS and bool(
        subject["vetoes"] or subject.get("grade") == "D"
    )


def by_code(results: Results, code: str) -> Subject:
    """The subject with this code; KeyError names the code."""
    for subject in results["subjects"]:
        if subject["code"] == code:
            return subject
    raise KeyError(f"no subject {code} in the results of {results['period']}")


def item_of(subject: Subject, key: str) -> Item | None:
    return next((item for item in subject["items"] if item["key"] == key), None)


def lost_items(subject: Subject) -> list[Item]:
    """Items that lost points, most first."""
    lost = [item for item in subject["items"] if has_lost(item)]
    return sorted(lost, key=lambda item: (-float(item["lost"]), item["key"]))


def has_lost(item: Item) -> bool:
    return bool(item.get("lost")) and float(item["lost"]) > 0


def figures_of(subjects: Iterable[Subject], key: str) -> list[tuple[Subject, Item]]:
    """Every subject that has a figure for an item, with that item."""
    pairs = [(subject, item_of(subject, key)) for subject in subjects]
    return [(s, item) for s, item in pairs if item is not None and item["value"] is not None]


def items_once(subjects: Iterable[Subject]) -> list[Item]:
    """Each item key once, in the order of the scheme."""
    seen: dict[str, Item] = {}
    for subject in subjects:
        for item in subject["items"]:
            seen.setdefault(item["key"], item)
    return list(seen.values())
