"""The README of a pack: what it is and how to verify it, with this program and without."""

from importlib.resources import files
from string import Template


def readme(year: int) -> str:
    """Markdown in both languages; nothing but the year differs between packs."""
    text = files("zhiliang.evaluation.seal").joinpath("pack-readme.md").read_text("utf-8")
    return Template(text).substitute(year=year)
