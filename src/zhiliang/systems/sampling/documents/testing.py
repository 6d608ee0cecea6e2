"""The laboratory to the authority: a sample it refused, or could not test."""

from zhiliang.core.notice.form import Form
from zhiliang.core.notice.letter import Block
from zhiliang.systems.sampling.documents.edition import Edition
from zhiliang.systems.sampling.documents.tables import grid_of, sample_pairs, sheet_of
from zhiliang.systems.sampling.models import SamplingCase


def rejection(case: SamplingCase, edition: Edition) -> Form:
    """Why a sample was not taken in, or why its tests could not be made; the laboratory signs."""
    words = edition.words
    how = "untestable" if case.received_at else "refused"
    cited = edition.cite(case.regime, "untestable" if case.received_at else "receive")
    authority = edition.agency(case.authority, case.regime_key)
    filed = sheet_of(case)
    body = (
        Block(0, text=words(f"rejection.{how}", law=cited)),
        grid_of(sample_pairs(case, edition), edition),
        Block(1, heading=words("rejection.reason")),
        Block(0, text=case.rejected_reason),
        Block(0, text=words("rejection.seals", seal=filed.test_seal if filed else "—")),
    )
    return edition.form(
        case,
        f"rejection_{how}",
        to=authority,
        body=body,
        signed_by=case.laboratory.name if case.laboratory else "",
    )
