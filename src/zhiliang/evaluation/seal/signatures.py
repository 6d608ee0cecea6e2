"""Who signed a statement: judged by keys the verifier was given, never by those in the pack."""

from collections.abc import Iterable, Iterator, Sequence

from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import UnverifiedSignatureError
from securesystemslib.signer import SSlibKey

from zhiliang.evaluation.seal.keys import TrustedKey
from zhiliang.evaluation.seal.report import Problem, Report, SignedBy
from zhiliang.evaluation.seal.statement import STATEMENT, StatedSigner, Statement


def signature_problems(
    envelope: Envelope,
    statement: Statement,
    *,
    keys: Sequence[TrustedKey],
    threshold: int | None,
    report: Report,
) -> Iterator[Problem]:
    """All that is wrong with the signatures; signers that fit are added to the report.

    Without keys only this is shown: the statement was not changed since it was signed by whoever
    it names. That finds damage, not forgery, and the report says `unchecked`.
    """
    trusted = {key.keyid: key for key in keys}
    stated = {signer.keyid: signer for signer in statement.signers}
    yield from _stated_problems(envelope, stated.values())
    for keyid in envelope.signatures:
        if keyid not in stated:
            yield Problem("signer_undeclared", STATEMENT, {"keyid": keyid})
        else:
            yield from _one(envelope, stated[keyid], trusted, report)
    yield from _threshold_problems(statement, threshold, report)


def _stated_problems(envelope: Envelope, stated: Iterable[StatedSigner]) -> Iterator[Problem]:
    for signer in stated:
        named = {"name": signer.name, "keyid": signer.keyid}
        if signer.key.keyid != signer.keyid:
            yield Problem("signer_keyid", STATEMENT, named)
        if signer.keyid not in envelope.signatures:
            yield Problem("signer_missing", STATEMENT, named)


def _one(
    envelope: Envelope, stated: StatedSigner, trusted: dict[str, TrustedKey], report: Report
) -> Iterator[Problem]:
    known = trusted.get(stated.keyid)
    name = known.name if known else stated.name
    named = {"name": name, "keyid": stated.keyid}
    if trusted and not known:
        yield Problem("signer_unknown", STATEMENT, named)
    if not _fits(envelope, stated.keyid, known.key if known else stated.key):
        yield Problem("bad_signature", STATEMENT, named)
    else:
        report.signers.append(SignedBy(stated.keyid, name, known is not None))


def _fits(envelope: Envelope, keyid: str, key: SSlibKey) -> bool:
    try:
        key.verify_signature(envelope.signatures[keyid], envelope.pae())
    except UnverifiedSignatureError:
        return False
    return True


def _threshold_problems(
    statement: Statement, threshold: int | None, report: Report
) -> Iterator[Problem]:
    # The stated threshold is under the signatures, so it cannot be lowered afterwards.
    needed = threshold if threshold is not None else max(1, statement.predicate["threshold"])
    fitting = [signer for signer in report.signers if signer.trusted or not report.trusting]
    if not report.trusting and threshold is not None:
        yield Problem("threshold_without_keys", STATEMENT, {"needed": threshold})
    elif len(fitting) < needed:
        yield Problem("threshold", STATEMENT, {"found": len(fitting), "needed": needed})
