"""What a stranger has: words to type, and what comes back."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120


@dataclass(frozen=True)
class Answer:
    """Exit code, standard output and standard error of one command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.out, self.err
        return json.loads(self.out)

    @property
    def crashed(self) -> bool:
        return "Traceback" in self.err or self.code not in (0, 1, 2)


def environment(var: Path, **more: str) -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "ZHILIANG_VAR": str(var), **more}


@dataclass
class Pool:
    """The one process that has loaded the libraries; see `typing_pool`."""

    scratch: Path
    process: subprocess.Popen = field(init=False)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("typing_pool.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(self.scratch),
        )

    def ask(self, commands: list[list[str]], **request: Any) -> list[Answer]:
        said = {**request, "commands": commands, "scratch": str(self.scratch), "seconds": SECONDS}
        for old in self.scratch.glob("*.*"):
            old.unlink()
        assert self.process.stdin and self.process.stdout
        print(json.dumps(said), file=self.process.stdin, flush=True)
        assert self.process.stdout.readline() == "0\n", "a command ended the process"
        return [self._answer(number) for number in range(len(commands))]

    def _answer(self, number: int) -> Answer:
        parts = (self.scratch / f"{number}.{ending}" for ending in ("code", "out", "err"))
        code, out, err = (part.read_text("utf-8") for part in parts)
        return Answer(int(code), out, err)

    def close(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            self.process.communicate()


@dataclass(frozen=True)
class Terminal:
    """`zhiliang` over one data folder."""

    pool: Pool
    var: Path
    folder: Path

    def __call__(self, *words: object, **more: Any) -> Answer:
        (answer,) = self.each([words], **more)
        return answer

    def each(
        self, commands: Iterable[Iterable[object]], *, folder: Path | None = None, **more: str
    ) -> list[Answer]:
        """Several commands, typed one after another in one process: quicker where none writes."""
        return self.pool.ask(
            [[str(word) for word in words] for words in commands],
            folder=str(folder or self.folder),
            environment=environment(self.var, **more),
        )

    def json(self, *words: object) -> Any:
        answer = self(*words, "--json")
        assert answer.code == 0, answer.err
        return answer.json

    def copy(self, folder: Path) -> "Terminal":
        """The same data, to be changed."""
        shutil.copytree(self.var, folder / "var")
        return Terminal(self.pool, folder / "var", folder)

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path
