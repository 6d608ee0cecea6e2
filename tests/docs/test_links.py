"""Every relative link of every document leads somewhere, to the heading where it names one."""

import re
from functools import cache

import pytest

from zhiliang.command.docs import ROOT
from zhiliang.command.docs.markdown import anchor

pytestmark = pytest.mark.once

DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")]
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


def prose(path):
    return FENCE.sub("", path.read_text("utf-8"))


@cache
def headings(path):
    return {anchor(line.lstrip("# ")) for line in prose(path).splitlines() if line.startswith("#")}


def broken(document):
    for target in LINK.findall(prose(document)):
        place, _, fragment = target.partition("#")
        if "://" in place or place.startswith("mailto:"):
            continue
        path = (document.parent / place).resolve() if place else document
        named = fragment and path.suffix == ".md"
        if not path.exists() or named and fragment not in headings(path):
            yield target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_resolves(document):
    assert list(broken(document)) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_link_stays_inside_the_repository(document):
    places = [target.partition("#")[0] for target in LINK.findall(prose(document))]
    inside = [document.parent / place for place in places if place and "://" not in place]
    assert [str(path) for path in inside if not path.resolve().is_relative_to(ROOT)] == []


def test_every_document_can_be_reached_from_the_readme():
    seen, todo = set(), [ROOT / "README.md"]
    while todo:
        document = todo.pop()
        seen.add(document)
        for target in LINK.findall(prose(document)):
            path = (document.parent / target.partition("#")[0]).resolve()
            if path in DOCUMENTS and path not in seen:
                todo.append(path)
    lost = {path for path in DOCUMENTS if (ROOT / "docs") in path.parents} - seen
    assert sorted(str(path.relative_to(ROOT)) for path in lost) == []


def test_a_decision_is_at_most_a_page():
    lengths = {p.name: len(p.read_text("utf-8").splitlines()) for p in ROOT.glob("docs/adr/0*.md")}
    assert lengths and {name: count for name, count in lengths.items() if count > 35} == {}


@pytest.mark.parametrize("part", ["## Context", "## Decision", "## Consequences"])
def test_every_decision_says_why_what_and_what_follows(part):
    decisions = list(ROOT.glob("docs/adr/0*.md"))
    assert [path.name for path in decisions if part not in path.read_text("utf-8")] == []
