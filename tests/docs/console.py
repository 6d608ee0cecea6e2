"""Shell sessions in documents: what is typed after `$ `, and what is printed below it."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Said:
    """One command and the output that a document shows for it."""

    where: str
    command: str
    shown: str

    @property
    def arguments(self) -> list[str]:
        """The words after ./run."""
        words = shlex.split(self.command, comments=True)
        assert words[0] == "./run", f"{self.where}: only ./run is run, not {words[0]}"
        return words[1:]

    @property
    def pattern(self) -> str:
        """What the output must match: `…` alone on a line or at its end stands for any text."""
        parts = [re.escape(part) for part in self.shown.split("…")]
        return r"\s*" + r"[\s\S]*?".join(part.strip("\\\n") for part in parts) + r"\s*"


def sessions(path: Path) -> list[Said]:
    """Every command of a document's console blocks, in order."""
    found: list[Said] = []
    for block in FENCE.findall(path.read_text("utf-8")):
        for typed in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = typed.partition("\n")
            found.append(Said(path.name, command, shown.rstrip("\n")))
    return found
