"""A sealed pack in the hands of somebody who means ill and knows the formats."""

import base64
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import SSlibKey

from tests.contracts.terminal import Answer, Terminal

STATEMENT = "statement.dsse.json"
RESULTS = "result/results.json"


def digests(data: bytes) -> dict[str, str]:
    return {name: hashlib.new(name, data).hexdigest() for name in ("sha256", "sm3")}


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Pack:
    """A folder, whoever verifies it, and the public keys they were handed beforehand."""

    folder: Path
    verifier: Terminal
    keys: tuple[Path, ...]

    def copy(self, folder: Path) -> "Pack":
        shutil.copytree(self.folder, folder / "pack")
        return replace(self, folder=folder / "pack")

    def verify(self, *words: object, keys: Iterable[Path] | None = None) -> Answer:
        given = self.keys if keys is None else tuple(keys)
        return self.verifier(
            "verify", self.folder, *(["--key", *given] if given else []), *words, "--json"
        )

    def files(self) -> list[str]:
        inside = (path for path in self.folder.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.folder).as_posix() for path in inside)

    def change(self, name: str, how: Callable[[bytes], bytes]) -> None:
        path = self.folder / name
        path.write_bytes(how(path.read_bytes()))

    def envelope(self) -> dict[str, Any]:
        return json.loads((self.folder / STATEMENT).read_bytes())

    def statement(self) -> dict[str, Any]:
        return json.loads(base64.b64decode(self.envelope()["payload"]))

    def write(self, envelope: dict[str, Any]) -> None:
        (self.folder / STATEMENT).write_bytes(canonical(envelope))

    def redigested(self) -> dict[str, Any]:
        """The statement as it would have to be for the files as they are now."""
        described = json.loads((self.folder / "datapackage.json").read_bytes())
        for one in described["resources"]:
            data = (self.folder / one["path"]).read_bytes()
            found = digests(data)
            one |= {"bytes": len(data), "hash": f"sha256:{found['sha256']}", "sm3": found["sm3"]}
        (self.folder / "datapackage.json").write_bytes(canonical(described))
        statement = self.statement()
        for one in statement["subject"]:
            data = (self.folder / one["name"]).read_bytes()
            one |= {"digest": digests(data), "annotations": {"bytes": len(data)}}
        results = digests((self.folder / RESULTS).read_bytes())
        statement["predicate"] |= {"results": results}
        return statement

    def sign(self, statement: dict[str, Any], private: Path, *, keyid: str = "") -> None:
        """Replace statement and signatures, as somebody can who has a key of their own."""
        key = load_pem_private_key(private.read_bytes(), None)
        payload, kind = canonical(statement), self.envelope()["payloadType"]
        said = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
        signed = base64.b64encode(key.sign(said)).decode()
        keyid = keyid or SSlibKey.from_crypto(key.public_key()).keyid
        body = {"payload": base64.b64encode(payload).decode(), "payloadType": kind}
        self.write({**body, "signatures": [{"keyid": keyid, "sig": signed}]})


def declared(private: Path, name: str) -> dict[str, str]:
    """How a statement names the owner of a key."""
    key = SSlibKey.from_crypto(load_pem_private_key(private.read_bytes(), None).public_key())
    return {"keyid": key.keyid, "name": name, "public": key.keyval["public"]}
