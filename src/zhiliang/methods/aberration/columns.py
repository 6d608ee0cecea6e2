"""Records of arrays whose first axis is the series."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Self

import numpy as np


class Columns:
    """A dataclass of arrays that all run along the same series."""

    __slots__ = ()

    def take(self, chosen: Any) -> Self:
        """Return the chosen series, by mask or number."""
        return type(self)(*(column[chosen] for column in self.columns()))

    def put(self, places: Any, other: Self) -> None:
        """Write the series of another record to the given places of this one."""
        for column, values in zip(self.columns(), other.columns(), strict=True):
            column[places] = values

    def columns(self) -> list[Any]:
        """List the arrays in the order of the fields."""
        return [getattr(self, field.name) for field in fields(self)]  # type: ignore[arg-type]

    @classmethod
    def joined(cls, records: Sequence[Self]) -> Self:
        """Join records, one after the other."""
        columns = zip(*(record.columns() for record in records), strict=True)
        return cls(*(np.concatenate(column) for column in columns))
