"""A second signature: added by its owner, on a pack that names the owner as a signer."""

import os
from pathlib import Path

from zhiliang.evaluation.seal.keys import Signer
from zhiliang.evaluation.seal.report import Refusal
from zhiliang.evaluation.seal.statement import (
    STATEMENT,
    Statement,
    envelope_bytes,
    read_envelope,
)


def cosign(pack: Path, signer: Signer) -> None:
    """Add a stated signer's signature; Refusal for a stranger's. Verify the pack before."""
    envelope = read_envelope(pack)
    keyid = signer.trusted.keyid
    if keyid not in {stated.keyid for stated in Statement.read(envelope.payload).signers}:
        raise Refusal("cosign_stranger", STATEMENT, name=signer.name, keyid=keyid)
    envelope.sign(signer.crypto)
    draft = pack.parent / f".{pack.name}.{os.getpid()}.dsse"
    draft.write_bytes(envelope_bytes(envelope))
    draft.replace(pack / STATEMENT)
