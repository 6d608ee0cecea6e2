"""EPCIS 2.0 and CBV 2.0: documents read, judged, brought to one form, and hashed.

Left out: EPCIS 1.x, writing XML, master data documents, and fetching contexts or schemas.
"""

from zhiliang.methods.epcis.documents import events_of
from zhiliang.methods.epcis.examining import Examined, examine
from zhiliang.methods.epcis.findings import Finding
from zhiliang.methods.epcis.hashing import event_hash, prehash
from zhiliang.methods.epcis.normal import normal_form
from zhiliang.methods.epcis.validating import validate
from zhiliang.methods.epcis.xml import read_xml

__all__ = [
    "Examined",
    "Finding",
    "event_hash",
    "events_of",
    "examine",
    "normal_form",
    "prehash",
    "read_xml",
    "validate",
]
