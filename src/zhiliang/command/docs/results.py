"""The page on the results document: its shape is written by hand and held to computed ones."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zhiliang.command.docs.markdown import code, page, table


def results() -> str:
    """The one JSON document that pages, documents and sealed packs read."""
    return page(
        "Results 结果文档",
        "What `zhiliang evaluate --year Y --json` prints, an evaluation stores and a sealed pack "
        "carries as `result/results.json`. *Exact* means a decimal written as text, so that no "
        "digit is lost; the command adds the version and digest under which it was kept.",
        *(_part(part) for part in skeleton()),
    )


@cache
def skeleton() -> tuple[dict[str, Any], ...]:
    """The parts of the document: path, title and fields (name → type, meaning)."""
    text = files("zhiliang.command.docs").joinpath("results.yaml").read_text("utf-8")
    return tuple(yaml.safe_load(text))


def _part(part: dict[str, Any]) -> str:
    rows = ((code(name), kind, meaning) for name, (kind, meaning) in part["fields"].items())
    return f"## {part['title']}\n\n{table(('Field', 'Type', 'Meaning'), rows)}"
