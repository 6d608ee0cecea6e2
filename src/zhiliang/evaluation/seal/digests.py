"""Two digests of everything: SHA-256 for the world, SM3 (GB/T 32905-2016) for this country."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from cryptography.hazmat.primitives import hashes

ALGORITHMS = ("sha256", "sm3")
CHUNK = 1 << 20
Digests = dict[str, str]


def digests(data: bytes) -> Digests:
    """Algorithm → hexadecimal digest of bytes."""
    return digests_of([data])


def digests_of(chunks: Iterable[bytes]) -> Digests:
    """Algorithm → hexadecimal digest of a stream, read once.

    >>> digests_of([b"a", b"bc"])["sm3"]
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
    """
    sha256, sm3 = hashlib.sha256(), _sm3()
    for chunk in chunks:
        sha256.update(chunk)
        sm3.update(chunk)
    return {"sha256": sha256.hexdigest(), "sm3": sm3.hexdigest()}


def _sm3() -> Any:
    # Some builds of Python leave SM3 out of hashlib while their OpenSSL has it.
    return hashlib.new("sm3") if "sm3" in hashlib.algorithms_available else OpenSslSm3()


class OpenSslSm3:
    """SM3 of the cryptography package with hashlib's two methods."""

    def __init__(self) -> None:
        self._hash = hashes.Hash(hashes.SM3())
        self.update: Callable[[bytes], None] = self._hash.update

    def hexdigest(self) -> str:
        """The digest; no more can be added afterwards."""
        return self._hash.finalize().hex()
