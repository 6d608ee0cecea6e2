"""How the log tells of signing in: the verbs, and the account by its pseudonym."""

from zhiliang.core.models import Person

SIGNED_IN = "core.person.sign_in"
REFUSED = "core.person.refuse_sign_in"
DENIED = "core.access.refuse"


def subject_of_person(person: Person) -> str:
    """An account in the log, as all its other events name it."""
    return f"core.person:{person.pseudonym}"
