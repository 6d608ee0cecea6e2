"""EPCIS 2.0 event queries: parameters read, turned into conditions, answered in pages."""

from zhiliang.systems.traceability.querying.answering import Answer, answer
from zhiliang.systems.traceability.querying.faults import QueryFault, TooLarge
from zhiliang.systems.traceability.querying.parameters import Query, from_json, from_url

__all__ = ["Answer", "Query", "QueryFault", "TooLarge", "answer", "from_json", "from_url"]
