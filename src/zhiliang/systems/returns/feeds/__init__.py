"""The outside formats of returns: the figure table in, the worksheet out."""

from zhiliang.systems.returns.feeds.check import Checked, Desk, checked
from zhiliang.systems.returns.feeds.figures import COLUMNS, Row, parse, returns
from zhiliang.systems.returns.feeds.gazetteer import Gazetteer, PlaceUnknown
from zhiliang.systems.returns.feeds.worksheet import worksheet_csv, worksheet_xlsx

__all__ = [
    "COLUMNS",
    "Checked",
    "Desk",
    "Gazetteer",
    "PlaceUnknown",
    "Row",
    "checked",
    "parse",
    "returns",
    "worksheet_csv",
    "worksheet_xlsx",
]
