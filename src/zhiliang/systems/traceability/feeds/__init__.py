"""Outside formats of traceability: EPCIS documents, and a table for firms without EPCIS."""

from zhiliang.systems.traceability.feeds.documents import (
    JSON_TYPES,
    XML_TYPES,
    NotSupported,
    Unreadable,
    document_of,
    event_list,
    master_data_of,
)
from zhiliang.systems.traceability.feeds.table import HEADINGS, Line, table
from zhiliang.systems.traceability.feeds.table_events import document_of_lines

__all__ = [
    "HEADINGS",
    "JSON_TYPES",
    "Line",
    "XML_TYPES",
    "NotSupported",
    "Unreadable",
    "document_of",
    "document_of_lines",
    "event_list",
    "master_data_of",
    "table",
]
