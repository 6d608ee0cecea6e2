"""The statement of a pack: in-toto Statement v1 in a DSSE envelope, both in one canonical text.

Subjects are all files but the statement itself, each with size, SHA-256 and SM3. The predicate
says what was evaluated, from what, by which code, after which pack, and who signs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey

from zhiliang.evaluation.seal.digests import ALGORITHMS, Digests, digests
from zhiliang.evaluation.seal.keys import TrustedKey
from zhiliang.evaluation.seal.reading import insist, is_path, maybe, parsed, read_bytes
from zhiliang.evaluation.seal.report import Refusal
from zhiliang.methods.canonical import canonical_json

STATEMENT = "statement.dsse.json"
STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "urn:zhiliang:annual-evaluation:v1"
PAYLOAD_TYPE = "application/vnd.in-toto+json"
MOST_SIGNERS = 16
PLAN, METHOD = "plan/", "plan/method.json"


def is_hex(value: Any) -> bool:
    """Whether a value is 64 lower-case hexadecimal digits."""
    return isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")


def is_count(value: Any) -> bool:
    """Whether a value is a whole number that can count something."""
    return type(value) is int and 0 <= value < 1 << 63


DIGESTS = dict.fromkeys(ALGORITHMS, is_hex)
LOG = {"number": is_count, "hash": maybe(is_hex), "count": is_count, "manifest": is_count}
PREDICATE = {
    "year": is_count,
    "period": str,
    "as_of": str,
    "engine": str,
    "code": {"*": str},
    "plan": DIGESTS,
    "results": DIGESTS,
    "values": DIGESTS,
    "previous": maybe(DIGESTS),
    "counts": {"*": is_count},
    "exclusions": [{"what": str, "count": is_count, "reason_zh": str, "reason_en": str}],
    "log": LOG,
    "signers": [{"keyid": is_hex, "name": str, "public": is_hex}],
    "threshold": is_count,
}
SUBJECT = {"name": str, "digest": DIGESTS, "annotations": {"bytes": is_count}}
SHAPE = {
    "_type": lambda value: value == STATEMENT_TYPE,
    "predicateType": lambda value: value == PREDICATE_TYPE,
    "subject": [SUBJECT],
    "predicate": PREDICATE,
}
ENVELOPE = {"payload": str, "payloadType": str, "signatures": [{"keyid": is_hex, "sig": str}]}


@dataclass(frozen=True)
class StatedFile:
    """Size and digests of a file."""

    bytes: int
    digest: Digests


@dataclass(frozen=True)
class StatedSigner:
    """Who is said to sign. The public key shows whether a signature fits, never whose it is."""

    keyid: str
    name: str
    public: str

    @property
    def key(self) -> SSlibKey:
        """The stated key, under the id that is really its own."""
        raw = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.public))
        return SSlibKey.from_crypto(raw)

    @classmethod
    def of(cls, trusted: TrustedKey) -> "StatedSigner":
        """A signer as a statement names it."""
        return cls(trusted.keyid, trusted.name, trusted.public)


@dataclass(frozen=True)
class Statement:
    """What the envelope holds: files by path, and the predicate as plain data."""

    files: Mapping[str, StatedFile]
    predicate: Mapping[str, Any]

    @property
    def signers(self) -> tuple[StatedSigner, ...]:
        """Everybody who is to sign."""
        return tuple(StatedSigner(**signer) for signer in self.predicate["signers"])

    def payload(self) -> bytes:
        """The one text of this statement."""
        subjects = [
            {"name": name, "digest": file.digest, "annotations": {"bytes": file.bytes}}
            for name, file in sorted(self.files.items())
        ]
        return canonical_json(
            {
                "_type": STATEMENT_TYPE,
                "predicateType": PREDICATE_TYPE,
                "subject": subjects,
                "predicate": self.predicate,
            }
        ).encode()

    @classmethod
    def read(cls, payload: bytes) -> "Statement":
        """Statement of a payload; Refusal for anything that `payload` would not have written."""
        data = parsed(payload, STATEMENT)
        insist(data, SHAPE, STATEMENT)
        files: dict[str, StatedFile] = {}
        for subject in data["subject"]:
            name = subject["name"]
            if not is_path(name) or name == STATEMENT:
                raise Refusal("subject_path", name)
            if name in files:
                raise Refusal("subject_twice", name)
            files[name] = StatedFile(subject["annotations"]["bytes"], subject["digest"])
        statement = cls(files, data["predicate"])
        if statement.payload() != payload:
            raise Refusal("not_canonical", STATEMENT)
        return statement


def signers_json(signers: Sequence[TrustedKey]) -> list[dict[str, str]]:
    """The predicate's list of signers, in order of key id."""
    stated = {signer.keyid: StatedSigner.of(signer) for signer in signers}
    return [asdict(stated[keyid]) for keyid in sorted(stated)]


def envelope_of(statement: Statement) -> Envelope:
    """An envelope nobody has signed yet."""
    return Envelope(statement.payload(), PAYLOAD_TYPE, {})


def envelope_bytes(envelope: Envelope) -> bytes:
    """The one text of an envelope, signatures in order of key id."""
    data = envelope.to_dict()
    data["signatures"].sort(key=lambda signature: signature["keyid"])
    return canonical_json(data).encode()


def read_envelope(pack: Path) -> Envelope:
    """The envelope of a pack; Refusal unless it is exactly what `envelope_bytes` writes."""
    raw = read_bytes(pack, STATEMENT)
    data = parsed(raw, STATEMENT)
    insist(data, ENVELOPE, STATEMENT)
    if data["payloadType"] != PAYLOAD_TYPE:
        raise Refusal("payload_type", STATEMENT)
    keyids = [signature["keyid"] for signature in data["signatures"]][: MOST_SIGNERS + 1]
    if len(keyids) > MOST_SIGNERS:
        raise Refusal("shape", STATEMENT, where="signatures")
    for keyid in keyids:
        if keyids.count(keyid) > 1:
            raise Refusal("signer_twice", STATEMENT, keyid=keyid)
    try:
        envelope = Envelope.from_dict(data)
    except ValueError as fault:  # no base64
        raise Refusal("not_json", STATEMENT, fault=fault) from None
    if envelope_bytes(envelope) != raw:
        raise Refusal("not_canonical", STATEMENT)
    return envelope


def pack_digest(pack: Path) -> Digests:
    """What names a pack: the digests of its statement, which more signatures do not change."""
    return digests(read_envelope(pack).payload)


def plan_digest(files: Mapping[str, StatedFile]) -> Digests:
    """What names a plan: digests over path and SHA-256 of its files, without the program's."""
    listed = {
        path: file.digest["sha256"]
        for path, file in files.items()
        if path.startswith(PLAN) and path != METHOD
    }
    return digests(canonical_json(listed).encode())
