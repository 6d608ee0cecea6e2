"""Verifying a pack: nothing in it is believed, and no key is taken from it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from securesystemslib.dsse import Envelope

from zhiliang.evaluation.seal.datapackage import DATA_PACKAGE, data_package_problems
from zhiliang.evaluation.seal.digests import ALGORITHMS, digests, digests_of
from zhiliang.evaluation.seal.keys import TrustedKey
from zhiliang.evaluation.seal.reading import Folder, chunks, insist, read_json
from zhiliang.evaluation.seal.recomputing import RESULTS, VALUES, recompute_problems
from zhiliang.evaluation.seal.report import Problem, Report
from zhiliang.evaluation.seal.signatures import signature_problems
from zhiliang.evaluation.seal.statement import (
    LOG,
    STATEMENT,
    StatedFile,
    Statement,
    plan_digest,
    read_envelope,
)

LOG_FILE = "log.json"


def verify_pack(
    pack: Path,
    *,
    keys: Sequence[TrustedKey] = (),
    threshold: int | None = None,
    previous: Path | None = None,
    recompute: Callable[[Path], Mapping[str, Any]] | None = None,
) -> Report:
    """Check a pack; never raises for anything that is in it.

    `keys` are the verifier's own; without any the report says that the signature is unchecked.
    `threshold` defaults to the signed one. `recompute` (pack folder → {"results", "values"}) is
    called only on a pack in which nothing is wrong.
    """
    report = Report(trusting=bool(keys))
    opened = _open(pack, report)
    if opened is None:
        return report
    folder, envelope, statement = opened
    report.year, report.digest = statement.predicate["year"], digests(envelope.payload)
    report.check(
        "signature",
        signature_problems(envelope, statement, keys=keys, threshold=threshold, report=report),
        _signature_detail(keys),
    )
    _check_files(report, folder, statement)
    _check_previous(report, statement, previous, keys)
    _recompute(report, pack, recompute)
    return report


def _open(pack: Path, report: Report) -> tuple[Folder, Envelope, Statement] | None:
    opened: list[Any] = []

    def steps() -> Iterator[Problem]:
        folder = Folder(pack)
        opened.append(folder)
        yield from folder.problems

    def statement() -> Iterator[Problem]:
        envelope = read_envelope(pack)
        opened.extend((envelope, Statement.read(envelope.payload)))
        yield from ()

    report.check("folder", steps(), str(pack))
    if opened:
        report.check("statement", statement(), STATEMENT)
    return tuple(opened) if len(opened) == 3 else None


def _check_files(report: Report, folder: Folder, statement: Statement) -> None:
    """Contents are looked into only once what describes them has been found whole."""
    steps = {
        "files": (_file_problems(folder, statement), f"{len(statement.files)} files"),
        "datapackage": (data_package_problems(folder.root, statement), DATA_PACKAGE),
        "summary": (_summary_problems(folder.root, statement), "plan, results, counts, log"),
    }
    whole = True
    for name, (problems, detail) in steps.items():
        if whole:
            whole = report.check(name, problems, detail)
        else:
            report.skip(name, "not on damaged files")


def _signature_detail(keys: Sequence[TrustedKey]) -> str:
    if not keys:
        return "not checked against a trusted key"
    return "trusted keys: " + ", ".join(f"{key.name} {key.keyid[:16]}" for key in keys)


def _file_problems(folder: Folder, statement: Statement) -> Iterator[Problem]:
    for path in sorted(folder.sizes.keys() - statement.files.keys() - {STATEMENT}):
        yield Problem("unlisted", path)
    for path, stated in sorted(statement.files.items()):
        if path not in folder.sizes:
            yield Problem("missing", path)
        elif folder.sizes[path] != stated.bytes:
            yield Problem("size", path, {"found": folder.sizes[path], "stated": stated.bytes})
        else:
            yield from _digest_problems(folder.root, path, stated)


def _digest_problems(root: Path, path: str, stated: StatedFile) -> Iterator[Problem]:
    try:
        found = digests_of(chunks(root / path, stated.bytes))
    except OSError as fault:
        yield Problem("unreadable", path, {"fault": fault.strerror})
        return
    differing = [name.upper() for name in ALGORITHMS if found[name] != stated.digest[name]]
    if differing:
        yield Problem("digest", path, {"algorithm": ", ".join(differing)})


def _summary_problems(pack: Path, statement: Statement) -> Iterator[Problem]:
    """Whether the predicate says the same as the files it sums up."""
    predicate, files = statement.predicate, statement.files
    for path in (path for path in files if path.endswith(".json")):
        read_json(pack, path)
    log, results = read_json(pack, LOG_FILE), read_json(pack, RESULTS)
    insist(log, LOG, LOG_FILE)
    agreements = {
        "plan": predicate["plan"] == plan_digest(files),
        "results": predicate["results"] == _digest(files, RESULTS),
        "values": predicate["values"] == _digest(files, VALUES),
        "counts": predicate["counts"] == _counts(pack),
        "log": predicate["log"] == log and log["number"] == log["count"],
        "year": isinstance(results, dict) and results.get("year") == predicate["year"],
        "as_of": isinstance(results, dict) and results.get("as_of") == predicate["as_of"],
    }
    for where in (name for name, agrees in agreements.items() if not agrees):
        yield Problem("summary_differs", STATEMENT, {"where": where})


def _digest(files: Mapping[str, StatedFile], path: str) -> Any:
    return files[path].digest if path in files else None


def _counts(pack: Path) -> dict[str, int]:
    package, values = read_json(pack, DATA_PACKAGE), read_json(pack, VALUES)
    insist(values, list, VALUES)
    tables = [resource for resource in package["resources"] if "schema" in resource]
    return {**{table["path"]: table["rows"] for table in tables}, "values": len(values)}


def _check_previous(
    report: Report, statement: Statement, previous: Path | None, keys: Sequence[TrustedKey]
) -> None:
    if previous is not None:
        found = _previous_problems(statement, previous, keys)
        report.check("previous", found, str(previous))
    elif statement.predicate["previous"] is not None:
        stated = statement.predicate["previous"]["sha256"]
        report.skip("previous", f"sha256 {stated}: give --previous to check the chain")


def _previous_problems(
    statement: Statement, previous: Path, keys: Iterable[TrustedKey]
) -> Iterator[Problem]:
    earlier = verify_pack(previous, keys=tuple(keys))
    for problem in earlier.problems:
        yield Problem("previous_broken", problem.file, {"reason": problem})
    stated = statement.predicate["previous"]
    if earlier.digest and stated != earlier.digest:
        details = {
            "given": earlier.digest["sha256"],
            "stated": stated["sha256"] if stated else "—",
        }
        yield Problem("previous_differs", STATEMENT, details)
    if earlier.year is not None and earlier.year > statement.predicate["year"]:
        details = {"previous": earlier.year, "year": statement.predicate["year"]}
        yield Problem("previous_later", STATEMENT, details)


def _recompute(
    report: Report, pack: Path, recompute: Callable[[Path], Mapping[str, Any]] | None
) -> None:
    if recompute is None:
        return
    if not report.ok:
        report.skip("recompute", "not on a pack in which something is wrong")
        return
    report.check("recompute", recompute_problems(pack, recompute, report), f"{RESULTS}, {VALUES}")
