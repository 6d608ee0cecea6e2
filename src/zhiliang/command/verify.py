"""`zhiliang verify PACK`: check a sealed pack, with no database and no trust in what it says."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from zhiliang.command import emit
from zhiliang.core.errors import ClerkError, UsageError
from zhiliang.evaluation.seal.keys import TrustedKey, anchors, outside, read_trusted
from zhiliang.evaluation.seal.report import Refusal, Report
from zhiliang.evaluation.seal.verifying import verify_pack
from zhiliang.evaluation.seal.words import shown

help = "核验封存包 / verify a sealed pack"
needs_django = False

CHECKS = {
    "folder": ("文件夹", "folder"),
    "statement": ("声明", "statement"),
    "signature": ("签名", "signature"),
    "files": ("文件摘要", "file digests"),
    "datapackage": ("数据包说明", "data package"),
    "summary": ("声明与文件一致", "statement agrees with files"),
    "previous": ("上一个封存包", "previous pack"),
    "recompute": ("从源数据重算", "recomputed from source rows"),
}
MARKS = {True: "✓", False: "✗", None: "–"}
UNCHECKED = {
    "zh": "注意：签名没有用可信公钥核对。只能说明内容自签署以来没有改动，不能说明是谁签的。"
    "请向签署人取得公钥，用 --key 给出。",
    "en": "WARNING: the signature was not checked against a trusted key. Nothing changed since it "
    "was signed, but by whom is not known. Give the signers' public keys with --key.",
}
VERDICTS = {
    ("ok", "trusted"): ("核验通过。", "Verified."),
    ("ok", "unchecked"): ("完整，签名未核对。", "Intact; signature not checked."),
    ("bad", ""): ("核验不通过。", "REFUSED."),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """PACK [--recompute] [--key FILE…] [--threshold N] [--previous PACK]."""
    parser.add_argument("pack", type=Path, metavar="PACK", nargs="?")
    parser.add_argument(
        "--recompute",
        action="store_true",
        help="从源数据重新计算全部结果 / derive all results again from the source rows",
    )
    parser.add_argument("--engine", choices=("duckdb", "reference"), default="duckdb")
    parser.add_argument(
        "--key",
        action="extend",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="你信任的公钥（.pub）/ public keys you trust",
    )
    parser.add_argument(
        "--threshold", type=int, metavar="N", help="至少几个签名 / how many must sign"
    )
    parser.add_argument("--previous", type=Path, metavar="PACK", help="上一个封存包 / pack before")


def run(options: argparse.Namespace) -> int:
    """Verify, print the report; 1 if anything is wrong."""
    _find_pack(options)
    with told(options.lang):
        keys = _keys(options)
    report = verify_pack(
        options.pack,
        keys=keys,
        threshold=options.threshold,
        previous=options.previous,
        recompute=_recompute(options.engine) if options.recompute else None,
    )
    if options.json:
        emit(report.to_json(options.lang))
    else:
        print_report(report, options.lang)
    if report.signature == "unchecked":
        sys.stderr.write(UNCHECKED[options.lang] + "\n")
    return 0 if report.ok else 1


@contextmanager
def told(lang: str) -> Iterator[None]:
    """Refusals as errors of the command line, in the reader's language."""
    try:
        yield
    except Refusal as refusal:
        problem = refusal.problem
        raise ClerkError(f"{shown(problem.file)}：{problem.reason(lang)}") from None


def _find_pack(options: argparse.Namespace) -> None:
    # `verify --key A.pub PACK`: the list of keys swallows the pack.
    if options.pack is None and options.key and options.key[-1].is_dir():
        options.pack = options.key.pop()
    if options.pack is None:
        raise UsageError("请给出封存包文件夹：zhiliang verify PACK / Which pack?")
    if options.threshold is not None and options.threshold < 1:
        raise UsageError("--threshold 至少为1 / at least 1")


def _keys(options: argparse.Namespace) -> list[TrustedKey]:
    paths = options.key or anchors()
    keys = {key.keyid: key for key in map(read_trusted, outside(paths, options.pack))}
    return list(keys.values())


def _recompute(engine: str) -> Callable[[Path], Mapping[str, Any]]:
    def recompute(pack: Path) -> Mapping[str, Any]:
        # Brings in the engines, which a check of integrity does not need.
        from zhiliang.evaluation.seal.annual import recompute_annual

        return recompute_annual(pack, engine=engine)

    return recompute


def print_report(report: Report, lang: str) -> None:
    """The report for people: one line for each check, each problem, each difference."""
    second = lang == "en"
    for check in report.checks:
        print(f"{MARKS[check.ok]} {CHECKS[check.name][second]}  {shown(check.detail)}")
    for problem in report.problems:
        print(f"  ✗ {shown(problem.file)}: {problem.reason(lang)}")
    for difference in report.differences:
        sealed, recomputed = shown(difference.sealed), shown(difference.recomputed)
        print(f"    {shown(difference.path)}: {sealed} → {recomputed}")
    for signer in report.signers:
        print(f"  {MARKS[signer.trusted or None]} {shown(signer.name)}  {signer.keyid}")
    for algorithm, digest in report.digest.items():
        print(f"  {algorithm} {digest}")
    print(VERDICTS[("ok", report.signature) if report.ok else ("bad", "")][second])
