"""Writing a pack: into a folder of its own first, renamed into place when it is whole."""

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from zhiliang.evaluation.seal.datapackage import DATA_PACKAGE, describe
from zhiliang.evaluation.seal.digests import Digests, digests, digests_of
from zhiliang.evaluation.seal.keys import Signer, TrustedKey
from zhiliang.evaluation.seal.reading import chunks
from zhiliang.evaluation.seal.readme import readme
from zhiliang.evaluation.seal.recomputing import derived_differences, short
from zhiliang.evaluation.seal.report import Refusal
from zhiliang.evaluation.seal.source import Exclusion, Source
from zhiliang.evaluation.seal.statement import (
    STATEMENT,
    StatedFile,
    Statement,
    envelope_bytes,
    envelope_of,
    pack_digest,
    plan_digest,
    signers_json,
)
from zhiliang.methods.canonical import canonical_json

Recompute = Callable[[Path], Mapping[str, Any]]


@dataclass(frozen=True)
class Content:
    """What is sealed.

    `plan` is file stem → document ("scheme", "definitions", "targets" …), `values` a list of
    figures, `log` {"number", "hash", "count", "manifest"}: the event log's head and the lake's
    manifest, `code` names package, version and digest of the program. Nothing may hold a float.
    """

    year: int
    period: str
    as_of: str
    tables: Mapping[str, Source]
    plan: Mapping[str, Any]
    results: Mapping[str, Any]
    values: Sequence[Mapping[str, Any]]
    log: Mapping[str, Any]
    code: Mapping[str, str]
    engine: str = "duckdb"
    exclusions: Sequence[Exclusion] = field(default=())


@dataclass(frozen=True)
class Signing:
    """Who signs: now (`signers`), later on a machine of their own (`cosigners`), and how many
    signatures a verifier should insist on (default: all of them)."""

    signers: Sequence[Signer]
    cosigners: Sequence[TrustedKey] = ()
    threshold: int | None = None

    def stated(self) -> list[dict[str, str]]:
        """Everybody who is to sign; Refusal if nobody signs now."""
        if not self.signers:
            raise Refusal("no_signer", STATEMENT)
        return signers_json([*(signer.trusted for signer in self.signers), *self.cosigners])

    def needed(self) -> int:
        """The threshold; Refusal if it cannot be reached or is none."""
        count = len(self.stated())
        needed = count if self.threshold is None else self.threshold
        if not 1 <= needed <= count:
            raise Refusal("threshold_range", STATEMENT, threshold=needed, signers=count)
        return needed


def write_pack(
    out: Path,
    content: Content,
    *,
    signing: Signing,
    previous: Path | None = None,
    recompute: Recompute | None = None,
) -> Digests:
    """Write and sign a pack; returns its digests. The same content gives the same bytes.

    With `recompute` (pack folder → {"results", "values"}) the pack is sealed only if its own
    source rows give what is sealed. Refusal if `out` holds anything, nobody signs, or they do not.
    """
    _insist_on_room(out)
    draft = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        _write_files(draft, content)
        _insist_on_reproducing(draft, content, recompute)
        _write_statement(draft, content, signing, previous)
        draft.chmod(0o755)
        draft.rename(out)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return pack_digest(out)


def _insist_on_room(out: Path) -> None:
    if not out.parent.is_dir():
        raise Refusal("out_parent", out)
    if not _is_free(out):
        raise Refusal("out_taken", out)


def _is_free(out: Path) -> bool:
    if out.is_symlink() or not out.exists():
        return not out.is_symlink()
    return out.is_dir() and not any(out.iterdir())


def _write_files(draft: Path, content: Content) -> None:
    for name, source in sorted(content.tables.items()):
        path = draft / _table_path(name)
        path.parent.mkdir(exist_ok=True)
        source.write(path)
    for name, value in documents(content).items():
        _write_json(draft / name, value)
    (draft / "README.md").write_text(readme(content.year), "utf-8")
    tables = {_table_path(name): source for name, source in content.tables.items()}
    package = describe(stated_files(draft), tables, year=content.year, as_of=content.as_of)
    _write_json(draft / DATA_PACKAGE, package)


def _table_path(name: str) -> str:
    return f"source/{name}.parquet"


def documents(content: Content) -> dict[str, Any]:
    """Path → value of the pack's JSON files but the data package and the statement."""
    return {
        **{f"plan/{name}.json": value for name, value in content.plan.items()},
        "plan/method.json": {**content.code, "engine": content.engine},
        "result/results.json": content.results,
        "result/values.json": list(content.values),
        "log.json": content.log,
    }


def _write_json(path: Path, value: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(canonical_json(value).encode())


def stated_files(folder: Path) -> dict[str, StatedFile]:
    """Size and digests of every file in a folder, by path."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _stated_file(path) for path in paths}


def _stated_file(path: Path) -> StatedFile:
    size = path.stat().st_size
    return StatedFile(size, digests_of(chunks(path, size)))


def _insist_on_reproducing(draft: Path, content: Content, recompute: Recompute | None) -> None:
    if recompute is None:
        return
    found = derived_differences(draft, recompute)
    if found:
        first = found[0]
        raise Refusal(
            "not_reproducible",
            "result",
            count=len(found),
            path=first.path,
            sealed=short(first.sealed),
            recomputed=short(first.recomputed),
        )


def _write_statement(
    draft: Path, content: Content, signing: Signing, previous: Path | None
) -> None:
    files = stated_files(draft)
    statement = Statement(files, _predicate(files, content, signing, previous))
    envelope = envelope_of(statement)
    for signer in signing.signers:
        envelope.sign(signer.crypto)
    (draft / STATEMENT).write_bytes(envelope_bytes(envelope))


def _predicate(
    files: Mapping[str, StatedFile], content: Content, signing: Signing, previous: Path | None
) -> dict[str, Any]:
    counts = {_table_path(name): source.rows.num_rows for name, source in content.tables.items()}
    return {
        "year": content.year,
        "period": content.period,
        "as_of": content.as_of,
        "engine": content.engine,
        "code": dict(content.code),
        "plan": plan_digest(files),
        "results": digests(canonical_json(content.results).encode()),
        "values": digests(canonical_json(list(content.values)).encode()),
        "previous": pack_digest(previous) if previous else None,
        "counts": {**counts, "values": len(content.values)},
        "exclusions": [asdict(exclusion) for exclusion in content.exclusions],
        "log": dict(content.log),
        "signers": signing.stated(),
        "threshold": signing.needed(),
    }
