"""What rows of discharge standards look like."""

from dataclasses import dataclass

NOT_DETECTABLE = "ND"
NONE = "-"

WARM, COLD = "warm", "cold"
# Water at 12 °C or below is cold (GB 18918-2002, Table 1, note 2, verified).
COLD_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of a factor by grade: a number, a range `6-9`, `ND`, or `-` for none.

    `scopes` are the trades the row is for, empty for all others; `water` is warm or cold where it
    holds for that only.
    """

    factor: str
    figures: tuple[str, ...]
    scopes: tuple[str, ...] = ()
    water: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one table; `built_from` and `built_to` are ISO, empty where open.

    The date of building is that on which the environmental impact report was approved.
    """

    clause: str
    built_from: str
    built_to: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Standard:
    """A discharge standard; dates are ISO, empty where open.

    `single_sample` is the clause by which one sample may be judged, empty where limits are daily
    means only.
    """

    name: str
    in_force_from: str
    in_force_to: str
    certainty: str
    grades: tuple[str, ...]
    daily_mean: str
    single_sample: str
    tables: tuple[Table, ...]


def row(factor: str, figures: str, *scopes: str) -> Row:
    """Build a row from figures parted by blanks.

    Examples
    --------
    >>> row("cod", "90 110 500").figures
    ('90', '110', '500')
    """
    return Row(factor, tuple(figures.split()), scopes)


def same(grades: int, lines: str) -> tuple[Row, ...]:
    """Build rows of factors and figures in turn, each figure the same for all grades.

    Examples
    --------
    >>> same(2, "benzene 0.1")[0].figures
    ('0.1', '0.1')
    """
    words = lines.split()
    pairs = zip(words[::2], words[1::2], strict=True)
    return tuple(Row(factor, (figure,) * grades) for factor, figure in pairs)
