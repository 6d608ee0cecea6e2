"""The sentences of the documents, both languages side by side in `words/*.yaml`.

A document is printed in the language asked for, whoever asks; its words are therefore data, not
translations of the site, and a missing one is a failing test.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "words"
LANGUAGES = ("zh", "en")


@cache
def wordbook(name: str) -> Mapping[str, Mapping[str, str]]:
    """Every word of one file as {dotted key: {"zh": …, "en": …}}."""
    return dict(_flat(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))))


def _flat(tree: Mapping[str, Any], path: str = "") -> list[tuple[str, Mapping[str, str]]]:
    found: list[tuple[str, Mapping[str, str]]] = []
    for key, value in tree.items():
        if set(value) == set(LANGUAGES):
            found.append((path + key, value))
        else:
            found += _flat(value, f"{path}{key}.")
    return found


@dataclass(frozen=True)
class Words:
    """The words of some files in one language: `words("grade.label", grade="A")`.

    Where two files have a word of the same name, the file named first is meant.
    """

    language: str
    files: tuple[str, ...] = ("common",)

    def __call__(self, key: str, **values: object) -> str:
        for name in self.files:
            if key in wordbook(name):
                return wordbook(name)[key][self.language].format(**values)
        raise KeyError(f"no word {key!r} in {', '.join(self.files)}")

    def known(self, group: str, key: str) -> str:
        """The word `group.key`; `key` itself where a newer value has no word yet."""
        try:
            return self(f"{group}.{key}")
        except KeyError:
            return key

    def all(self) -> dict[str, str]:
        """Every word by its dotted key, as templates read them."""
        return {
            key: both[self.language]
            for name in reversed(self.files)
            for key, both in wordbook(name).items()
        }

    def join(self, names: list[str]) -> str:
        return self("comma").join(names)
