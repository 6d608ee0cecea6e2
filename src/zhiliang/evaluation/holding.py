"""Rows that are about to be changed, held until the end of the transaction."""

from typing import TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def held(row: Row) -> Row:
    """The row as it is now; whoever else wants it waits."""
    found: Row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return found
