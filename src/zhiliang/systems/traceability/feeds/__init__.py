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

__all__ = [
    "JSON_TYPES",
    "XML_TYPES",
    "NotSupported",
    "Unreadable",
    "document_of",
    "event_list",
    "master_data_of",
]
