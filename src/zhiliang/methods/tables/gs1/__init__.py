"""GS1's Barcode Syntax Dictionary as typed rows, and the code lists its checks name.

Sources and how sure each is: SOURCE.txt.
"""

from zhiliang.methods.tables.gs1.codes import codes
from zhiliang.methods.tables.gs1.dictionary import (
    Component,
    Row,
    key_sequences,
    prefix_lengths,
    rows,
)

__all__ = ["Component", "Row", "codes", "key_sequences", "prefix_lengths", "rows"]
