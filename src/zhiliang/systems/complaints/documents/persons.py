"""What of a person a paper prints: everything once it is issued, masked while it is a draft."""

from dataclasses import dataclass

from zhiliang.systems.complaints.models import Submission

HIDDEN = "＊＊＊"


@dataclass(frozen=True)
class Shown:
    """Somebody's particulars as a paper prints them; empty ones were not given."""

    name: str
    phone: str = ""
    id_kind: str = ""
    id_number: str = ""
    address: str = ""


def hidden(submission: Submission) -> Shown:
    """Nothing: what the draft of a tip-off's paper shows of who told."""
    return Shown(HIDDEN)


def masked(submission: Submission) -> Shown:
    """What everybody may read who sees a complaint."""
    return Shown(
        submission.masked_name,
        submission.masked_phone,
        submission.id_kind,
        HIDDEN if submission.id_number else "",
        HIDDEN if submission.address else "",
    )


def in_full(submission: Submission) -> Shown:
    """What was given: for a paper that is issued, and so told in the log."""
    told = submission
    return Shown(told.name, told.phone, told.id_kind, told.id_number, told.address)
