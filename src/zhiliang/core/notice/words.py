"""The sentences of forms, both languages side by side in the YAML files of a folder."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("zh", "en")


@cache
def wordbook(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Every word of every file of a folder as {dotted key: {"zh": …, "en": …}}."""
    files = sorted(folder.glob("*.yaml"))
    trees = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in files)
    return {key: both for tree in trees for key, both in _flat(tree)}


def _flat(tree: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    for key, value in tree.items():
        if set(value) == set(LANGUAGES):
            yield path + key, value
        else:
            yield from _flat(value, f"{path}{key}.")


@dataclass(frozen=True)
class Words:
    """The words of a folder in one language: `words("sheet.title")`."""

    folder: Path
    language: str

    def __call__(self, key: str, **values: object) -> str:
        return wordbook(self.folder)[key][self.language].format(**values)

    def first(self, *keys: str, **values: object) -> str:
        """The word of the first key that has one: the special before the general."""
        return self(next(key for key in keys if key in wordbook(self.folder)), **values)

    def day(self, day: date | None) -> str:
        """A date as an office writes it; a blank to fill in where there is none."""
        if day is None:
            return self("common.no_date")
        return self("common.date", year=day.year, month=day.month, day=day.day)

    def join(self, names: Iterable[object]) -> str:
        """Names in a row."""
        return self("common.comma").join(str(name) for name in names)
