"""Tables in the import format, made from the few cells a test is about."""

from datetime import date

from zhiliang.core.feed import read, write_csv
from zhiliang.systems.returns.feeds import COLUMNS, returns

MARKET = "sampling.market_pass_rate"
TODAY = date(2026, 11, 23)
NAMES = tuple(column.name for column in COLUMNS)
ROW = {"indicator": MARKET, "place": "440100", "period": "2015"}


def cells(**given: str) -> dict[str, str]:
    """All cells of a row: the key unless given otherwise, the rest empty."""
    return {**dict.fromkeys(NAMES, ""), **ROW, **given}


def table(*rows: dict[str, str], columns=NAMES) -> bytes:
    """The rows as a CSV file."""
    return write_csv(columns, [[cells(**row)[name] for name in columns] for row in rows])


def reading(*rows: dict[str, str]):
    """The rows as they are read from a file."""
    return read(returns, table(*rows), name="表.csv")
