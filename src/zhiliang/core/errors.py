"""Errors that are read by a clerk: what happened, why, what to do next."""

from typing import ClassVar


class ClerkError(Exception):
    """A refusal that the person at the desk can understand and act on.

    `message` says what happened and why, `hint` what to do next; `code` is for machines and
    `exit_code` for the command line (1 refused, 2 wrong usage).
    """

    code: ClassVar[str] = "refused"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = str(message)
        self.hint = str(hint)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(ClerkError):
    """The command was called in a way it does not know."""

    code = "usage"
    exit_code = 2


class NotAllowed(ClerkError):
    """The person's roles and scopes do not cover this verb."""

    code = "not_allowed"
