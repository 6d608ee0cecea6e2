"""A text that the database holds encrypted; it can be read and shown, never searched or sorted."""

from typing import Any

from django.db import models

from zhiliang.core import personal


class EncryptedText(models.TextField):  # type: ignore[type-arg]
    """Text in Python, a token in the database; see zhiliang.core.personal.

    Equal texts have different tokens, so a filter would find nothing and an order would be chance:
    every lookup but `isnull` is refused with Django's FieldError.
    """

    def get_prep_value(self, value: Any) -> Any:
        """The token."""
        text = super().get_prep_value(value)
        return text if text is None else personal.encrypted(str(text))

    def from_db_value(self, value: str | None, *context: Any) -> str | None:
        """The text. Raises PersonalKeyFault."""
        return value if value is None else personal.decrypted(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """`isnull` alone."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
