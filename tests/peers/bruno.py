"""Run a folder of Bruno requests (.bru) against a server and judge what they assert.

    .venv/bin/python -m tests.peers.bruno FOLDER --url http://127.0.0.1:8000/epcis --key KEY

FasTnT's public collection for EPCIS 2.0 is the folder "Documents/API/EPCIS 2.0" of its repository
github.com/louisaxel-ambroise/epcis (Apache-2.0); nothing of it is kept here. What differs, and why,
is told in docs/explanation/epcis-interface.md.
"""

import argparse
import base64
import json
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ORDER = ("Discovery", "Capture", "Events", "Top-Level", "Queries")
METHODS = ("post", "get", "options", "delete", "put")
_BLOCK = re.compile(r"^([\w:\-]+) \{\n(.*?)^\}", re.DOTALL | re.MULTILINE)
_EXPECT = re.compile(r"expect\((.+?)\)\.(?:to\.)?(\w+)\((.+?)\);")


@dataclass
class Request:
    """One .bru file: its blocks by name, and where it lies."""

    path: Path
    blocks: Mapping[str, str]

    @property
    def method(self) -> str:
        """The HTTP method, in small letters."""
        return next(one for one in METHODS if one in self.blocks)

    @property
    def sequence(self) -> int:
        """Its place in its folder."""
        return int(entries(self.blocks["meta"]).get("seq", "0"))

    def url(self, base: str, values: Mapping[str, str]) -> str:
        """Its address; whether a slash follows the base varies from file to file."""
        own = {**values, **entries(self.blocks.get("vars:pre-request", ""))}
        text = re.sub(r"^\{\{baseUrl\}\}/?", f"{base}/", entries(self.blocks[self.method])["url"])
        return re.sub(r"\{\{(\w+)\}\}", lambda found: own.get(found[1], ""), text)


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def body(self) -> Any:
        """As JSON where it is JSON."""
        try:
            return json.loads(self.content)
        except ValueError:
            return self.content.decode(errors="replace")


@dataclass
class Verdict:
    """One request with the checks that held and those that did not."""

    name: str
    status: int
    held: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def read(path: Path) -> Request:
    """A .bru file in its blocks."""
    return Request(path, dict(_BLOCK.findall(path.read_text("utf-8"))))


def entries(block: str) -> dict[str, str]:
    """The lines `name: value` of a block; those that are switched off by ~ are left out."""
    pairs = (line.strip().partition(":") for line in block.splitlines() if ":" in line)
    return {
        name.strip(): value.strip().strip('"')
        for name, _colon, value in pairs
        if not name.startswith("~")
    }


def requests(folder: Path) -> list[Request]:
    """Folder by folder; within one what writes comes first, then by the files' own order."""
    found = [read(path) for path in folder.rglob("*.bru") if path.parent.name in ORDER]
    return sorted(
        found,
        key=lambda one: (
            ORDER.index(one.path.parent.name),
            one.path.parent.name == "Capture" and one.method != "post",
            one.sequence,
        ),
    )


def send(request: Request, url: str, key: str) -> Answer:
    """Over the network, with the key as the password of Basic authentication."""
    headers = entries(request.blocks.get("headers", ""))
    headers["Authorization"] = "Basic " + base64.b64encode(f"peer:{key}".encode()).decode()
    body = request.blocks.get("body:json", "").encode() if request.method == "post" else None
    if body is not None:
        headers["Content-Type"] = "application/json"
    call = urllib.request.Request(url, body, headers, method=request.method.upper())
    try:
        with urllib.request.urlopen(call, timeout=30) as got:
            return Answer(got.status, _small(got.headers), got.read())
    except urllib.error.HTTPError as fault:
        return Answer(fault.code, _small(fault.headers), fault.read())


def _small(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def checks(request: Request) -> Iterator[tuple[str, str, str]]:
    """Every check as an expression, an operator and a value."""
    for name, rule in entries(request.blocks.get("assert", "")).items():
        operator, _blank, value = rule.partition(" ")
        yield name, operator, value
    for expression, operator, value in _EXPECT.findall(request.blocks.get("tests", "")):
        yield expression, operator, value


def holds(answer: Answer, expression: str, operator: str, value: str) -> bool:
    """Whether a check holds; ValueError for an operator that is not known here."""
    found = evaluated(answer, expression)
    wanted = literal(answer, value)
    match operator:
        case "isDefined":
            return found is not None
        case "isEmpty":
            return found in ("", None, [], {})
        case "eq" | "equal" | "equals":
            return bool(found == wanted)
        case "contains" | "contain":
            return found is not None and wanted in found
        case "gt":
            return found is not None and found > wanted
    raise ValueError(operator)


def evaluated(answer: Answer, expression: str) -> Any:
    """The value of `res.status`, `res.headers.name`, `res.body.name` or their `length`."""
    _res, part, *names = expression.split(".")
    found = getattr(answer, part)
    for name in names:
        if name == "length":
            found = len(found)
        else:
            found = found.get(name) if isinstance(found, Mapping) else None
    return found


def literal(answer: Answer, text: str) -> Any:
    """A number, a text, or a sum of texts and expressions."""
    text = text.strip()
    if re.fullmatch(r"\d+", text):
        return int(text)
    parts = [one.strip() for one in text.split(" + ")]
    if len(parts) > 1:
        return "".join(
            str(evaluated(answer, one)) if one.startswith("res.") else one.strip("'\"")
            for one in parts
        )
    return text.strip("'\"")


def seed(base: str, key: str) -> None:
    """Put there what the collection asks for by name: two events and a query, all made up."""
    document = (Path(__file__).parent / "seed.json").read_text("utf-8")
    query = json.dumps({"name": "MyQuery", "query": {"EQ_bizStep": ["receiving"]}})
    for path, body in (("capture", document), ("queries", query)):
        blocks = {"post": "", "body:json": body}
        answer = send(Request(Path(path), blocks), f"{base}/{path}", key)
        if answer.status not in (201, 202, 409):
            raise SystemExit(f"{path}: {answer.status} {answer.body}")


def judged(request: Request, answer: Answer, folder: Path) -> Verdict:
    """What held of it and what did not."""
    verdict = Verdict(str(request.path.relative_to(folder)), answer.status)
    for expression, operator, value in checks(request):
        told = f"{expression} {operator} {value}".strip()
        good = holds(answer, expression, operator, value)
        (verdict.held if good else verdict.failed).append(told)
    return verdict


def main() -> int:
    """Run them all; print a line for each and the sums."""
    options = _options()
    values = entries((options.folder / "environments" / "Local.bru").read_text("utf-8"))
    base = options.url.rstrip("/")
    seed(base, options.key)
    verdicts = []
    for request in requests(options.folder):
        answer = send(request, request.url(base, values), options.key)
        verdict = judged(request, answer, options.folder)
        verdicts.append(verdict)
        print("ok  " if not verdict.failed else "DIFF", verdict.status, verdict.name)
        for one in verdict.failed:
            print("       ", one)
    held, failed = (sum(len(getattr(one, name)) for one in verdicts) for name in ("held", "failed"))
    whole = sum(not one.failed for one in verdicts)
    print(f"{whole} of {len(verdicts)} requests, {held} of {held + failed} checks")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--url", required=True)
    parser.add_argument("--key", required=True)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
