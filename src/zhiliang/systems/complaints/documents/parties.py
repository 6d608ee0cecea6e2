"""To whom a paper of a complaint is addressed."""

from zhiliang.systems.complaints.documents.edition import Edition
from zhiliang.systems.complaints.models import Complaint


def complainant(case: Complaint, edition: Edition) -> str:
    """Whoever complains."""
    return edition.shown(case.submission).name


def both(case: Complaint, edition: Edition) -> str:
    """Whoever complains, and the trader."""
    return edition.words.join((complainant(case, edition), case.submission.accused))
