"""`zhiliang seal`: a year's evaluation with all it rests on, written as a signed pack."""

import argparse
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from zhiliang.command import emit, say
from zhiliang.command.verify import told
from zhiliang.core.errors import ClerkError, UsageError
from zhiliang.core.recheck import recheck_all
from zhiliang.evaluation.actions import note_seal
from zhiliang.evaluation.plan import office_plan
from zhiliang.evaluation.scheme import SchemeError
from zhiliang.evaluation.seal.annual import annual_content, recompute_annual
from zhiliang.evaluation.seal.commitments import master_secret
from zhiliang.evaluation.seal.digests import Digests
from zhiliang.evaluation.seal.keys import keys_folder, make_key, read_signer, read_trusted
from zhiliang.evaluation.seal.report import Refusal
from zhiliang.evaluation.seal.statement import STATEMENT, Statement, read_envelope
from zhiliang.evaluation.seal.writing import Signing, write_pack
from zhiliang.indicators.current import current_lake, refresh
from zhiliang.indicators.engines import ENGINES

help = "封存年度评价 / seal a year's evaluation"

OFFICE = "office"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--year Y --out PACK [--key FILE…] [--cosigner FILE…] [--threshold N] [--previous PACK]."""
    parser.add_argument("--year", type=int, required=True, help="年度 / year")
    parser.add_argument("--out", type=Path, required=True, metavar="PACK")
    parser.add_argument(
        "--key",
        action="extend",
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE",
        help="签署用的私钥（.pem）；缺省为本机 office / private keys; default: the office's own",
    )
    parser.add_argument(
        "--cosigner",
        action="extend",
        nargs="+",
        type=Path,
        default=[],
        metavar="FILE",
        help="随后加签者的公钥（.pub）/ public keys of those who sign later (zhiliang keys sign)",
    )
    parser.add_argument(
        "--threshold", type=int, metavar="N", help="需要几个签名 / signatures needed"
    )
    parser.add_argument("--previous", type=Path, metavar="PACK", help="上一个封存包 / pack before")
    parser.add_argument("--engine", choices=ENGINES, default="duckdb", help="计算引擎 / engine")


def run(options: argparse.Namespace) -> int:
    """Check verdicts, bring the lake up to date, write the pack, recompute it, then sign."""
    _insist_on_verdicts(options.year)
    refresh()
    with told(options.lang):
        signing = _signing(options)
        digest = _write(options, signing)
    signers = [stated["keyid"] for stated in signing.stated()]
    note_seal(options.year, by=None, digest=digest, signers=signers)
    if options.json:
        emit({"pack": str(options.out), "year": options.year, "digest": digest})
    else:
        print(f"{options.out}")
        for algorithm, text in digest.items():
            print(f"  {algorithm} {text}")
        for stated in signing.stated():
            print(f"  {stated['name']} {stated['keyid']}")
    return 0


def _insist_on_verdicts(year: int) -> None:
    """What is sealed is what the readings give: every verdict of the year is made anew before."""
    found = recheck_all(date(year, 1, 1), date(year, 12, 31), progress=say)
    differences = [one for checked in found.values() for one in checked.differences]
    if differences:
        told = {"count": len(differences), "first": differences[0]}
        raise ClerkError(
            _("%(count)s 个判定与监测数据不符，不能封存。第一个：%(first)s。") % told,
            _("请用 zhiliang judge 重新判定；要看全部，用 zhiliang judge … --check --json。"),
        )


def _signing(options: argparse.Namespace) -> Signing:
    private = options.key or [_office_key()]
    return Signing(
        [read_signer(path) for path in private],
        [read_trusted(path) for path in options.cosigner],
        options.threshold,
    )


def _office_key() -> Path:
    path = keys_folder() / f"{OFFICE}.pem"
    return path if path.exists() else make_key(OFFICE, keys_folder())[0]


def _insist_on_order(previous: Path, year: int) -> None:
    """A pack that follows a later one would never verify."""
    earlier = Statement.read(read_envelope(previous).payload).predicate["year"]
    if earlier > year:
        raise Refusal("previous_later", STATEMENT, previous=earlier, year=year)


def _write(options: argparse.Namespace, signing: Signing) -> Digests:
    if options.previous:
        _insist_on_order(options.previous, options.year)
    try:
        plan = office_plan(options.year)
    except SchemeError as fault:
        raise UsageError(str(fault)) from None
    content = annual_content(current_lake(), plan, engine=options.engine, master=master_secret())
    return write_pack(
        options.out,
        content,
        signing=signing,
        previous=options.previous,
        recompute=lambda pack: recompute_annual(pack, engine=options.engine),
    )
