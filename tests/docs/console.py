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

    def fits(self, printed: str) -> bool:
        """Whether that is what was printed; `…` stands for any text, spaces only for a gap."""
        parts = [re.escape(" ".join(part.split())) for part in self.shown.split("…")]
        return bool(re.fullmatch(r".*?".join(parts), " ".join(printed.split())))


def sessions(path: Path) -> list[Said]:
    """Every command of a document's console blocks, in order."""
    found: list[Said] = []
    for block in FENCE.findall(path.read_text("utf-8")):
        for typed in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = typed.partition("\n")
            found.append(Said(path.name, command, shown.rstrip("\n")))
    return found
