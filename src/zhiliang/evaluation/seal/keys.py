"""Ed25519 keys as PEM files: `NAME.pem` signs and stays with its owner, `NAME.pub` verifies.

A key's id is the SHA-256 that securesystemslib makes of the public key, so the same key has the
same id everywhere and nobody can choose one.
"""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from securesystemslib.signer import CryptoSigner, SSlibKey

from zhiliang.evaluation.seal.report import Refusal

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
LARGEST = 1 << 16
TRUSTED = "ZHILIANG_TRUSTED_KEYS"


@dataclass(frozen=True)
class TrustedKey:
    """A public key the verifier (or a sealer naming a second signer) was handed, by its file."""

    name: str
    key: SSlibKey

    @property
    def keyid(self) -> str:
        """64 hexadecimal digits made of the key itself."""
        return str(self.key.keyid)

    @property
    def public(self) -> str:
        """The 32 bytes of the key, hexadecimal."""
        return str(self.key.keyval["public"])


@dataclass(frozen=True)
class Signer:
    """A private key and the name of its file."""

    name: str
    crypto: CryptoSigner

    @property
    def trusted(self) -> TrustedKey:
        """Its public half."""
        return TrustedKey(self.name, self.crypto.public_key)


def make_key(name: str, folder: Path) -> tuple[Path, Path]:
    """Write NAME.pem (0600) and NAME.pub into a folder; Refusal if there is one already."""
    if not NAME.fullmatch(name):
        raise Refusal("key_name", folder, name=name)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    private, public = folder / f"{name}.pem", folder / f"{name}.pub"
    key = Ed25519PrivateKey.generate()
    _write_new(private, _private_pem(key), 0o600)
    _write_new(public, _public_pem(key.public_key()), 0o644)
    return private, public


def _private_pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _public_pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _write_new(path: Path, data: bytes, mode: int) -> None:
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        raise Refusal("key_exists", path) from None
    with os.fdopen(number, "wb") as stream:
        stream.write(data)


def read_signer(path: Path) -> Signer:
    """The private key of a PEM file; Refusal for anything else."""
    data = _pem(path)
    if b"PUBLIC KEY" in data:
        raise Refusal("key_public", path)
    try:
        key = serialization.load_pem_private_key(data, password=None)
    except (ValueError, TypeError) as fault:
        raise Refusal("key_unreadable", path, fault=fault) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise Refusal("key_unreadable", path, fault=type(key).__name__)
    return Signer(path.stem, CryptoSigner(key))


def read_trusted(path: Path) -> TrustedKey:
    """The public key of a PEM file; Refusal for anything else, a private key above all."""
    data = _pem(path)
    if b"PRIVATE KEY" in data:
        raise Refusal("key_private", path)
    try:
        key = serialization.load_pem_public_key(data)
    except ValueError as fault:
        raise Refusal("key_unreadable", path, fault=fault) from None
    if not isinstance(key, Ed25519PublicKey):
        raise Refusal("key_unreadable", path, fault=type(key).__name__)
    return TrustedKey(path.stem, SSlibKey.from_crypto(key))


def _pem(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST)
    except OSError as fault:
        raise Refusal("unreadable", path, fault=fault.strerror) from None


def outside(paths: Iterable[Path], pack: Path) -> list[Path]:
    """The same paths; Refusal for one inside the pack: a pack cannot vouch for itself."""
    listed = list(paths)
    for path in listed:
        if path.resolve().is_relative_to(pack.resolve()):
            raise Refusal("key_inside", path)
    return listed


def keys_folder() -> Path:
    """Where this installation keeps its keys: `keys` in its data folder."""
    return Path(os.environ.get("ZHILIANG_VAR") or "var").resolve() / "keys"


def anchors() -> list[Path]:
    """Public keys this installation trusts when none is named.

    ZHILIANG_TRUSTED_KEYS (files or folders, separated like PATH) where it is set, else the .pub
    files in its own keys folder.
    """
    named = os.environ.get(TRUSTED, "")
    places = [Path(part) for part in named.split(os.pathsep) if part] or [keys_folder()]
    return [path for place in places for path in _public_files(place)]


def _public_files(place: Path) -> Sequence[Path]:
    return [place] if not place.is_dir() and place.exists() else sorted(place.glob("*.pub"))
