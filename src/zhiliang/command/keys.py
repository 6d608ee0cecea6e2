"""`zhiliang keys`: make the keys that seal packs, list them, add a second signature."""

import argparse
from pathlib import Path
from typing import Any

from zhiliang.command import emit, shared_options
from zhiliang.command.verify import told
from zhiliang.core.errors import ClerkError
from zhiliang.evaluation.seal.cosigning import cosign
from zhiliang.evaluation.seal.keys import keys_folder, make_key, read_signer, read_trusted
from zhiliang.evaluation.seal.verifying import verify_pack

help = "签署用的钥匙 / keys that sign sealed packs"
needs_django = False

# What a pack that waits for this very signature may lack.
WAITING = {"signer_missing", "threshold"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Make NAME, list, or sign PACK --key FILE."""
    what = parser.add_subparsers(dest="what", required=True)
    make = what.add_parser(
        "make", parents=[shared_options()], help="生成一对钥匙 / make a pair of keys"
    )
    make.add_argument("name", metavar="NAME")
    make.add_argument("--dir", type=Path, metavar="FOLDER")
    listing = what.add_parser(
        "list", parents=[shared_options()], help="列出公钥 / list public keys"
    )
    listing.add_argument("--dir", type=Path, metavar="FOLDER")
    sign = what.add_parser(
        "sign", parents=[shared_options()], help="给封存包加签 / add a stated signer's signature"
    )
    sign.add_argument("pack", type=Path, metavar="PACK")
    sign.add_argument("--key", type=Path, required=True, metavar="FILE")


def run(options: argparse.Namespace) -> int:
    """Do what was asked and print the public half."""
    with told(options.lang):
        found = {"make": _make, "list": _list, "sign": _sign}[options.what](options)
    if options.json:
        emit({"keys": found})
    else:
        for key in found:
            print(f"{key['keyid']}  {key['name']}  {key['public']}")
    return 0


def _folder(options: argparse.Namespace) -> Path:
    return options.dir or keys_folder()


def _make(options: argparse.Namespace) -> list[dict[str, Any]]:
    _private, public = make_key(options.name, _folder(options))
    return [_told(public)]


def _list(options: argparse.Namespace) -> list[dict[str, Any]]:
    return [_told(path) for path in sorted(_folder(options).glob("*.pub"))]


def _told(public: Path) -> dict[str, Any]:
    key = read_trusted(public)
    return {"keyid": key.keyid, "name": key.name, "public": str(public)}


def _sign(options: argparse.Namespace) -> list[dict[str, Any]]:
    signer = read_signer(options.key)
    problems = [p for p in verify_pack(options.pack).problems if p.code not in WAITING]
    if problems:
        first = problems[0]
        raise ClerkError(f"{first.file}：{first.reason(options.lang)}")
    cosign(options.pack, signer)
    return [{"keyid": signer.trusted.keyid, "name": signer.name, "public": str(options.pack)}]
