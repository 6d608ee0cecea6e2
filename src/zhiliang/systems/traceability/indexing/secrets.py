"""What is kept of a secret."""

import hashlib


def digest_of(secret: str) -> str:
    """The digest under which a key is found: a key is long and random, so one hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
