"""CAP 1.2 (OASIS Common Alerting Protocol): alerts written, read and judged.

CAP 1.1 is read too; CAP 1.0 is refused. Left out: verifying and making signatures, feeds of one's
own, fetching anything.
"""

from zhiliang.methods.cap.alerts import Alert, Area, Info, Named, Reference, Resource
from zhiliang.methods.cap.colours import COLOURS, severity_of
from zhiliang.methods.cap.findings import Finding, InvalidAlert
from zhiliang.methods.cap.gb35965 import WarningIdentifier, gb35965_identifier, parse_gb35965
from zhiliang.methods.cap.places import Circle, Point
from zhiliang.methods.cap.reading import read, read_all
from zhiliang.methods.cap.validating import validate
from zhiliang.methods.cap.writing import write

__all__ = [
    "COLOURS",
    "Alert",
    "Area",
    "Circle",
    "Finding",
    "Info",
    "InvalidAlert",
    "Named",
    "Point",
    "Reference",
    "Resource",
    "WarningIdentifier",
    "gb35965_identifier",
    "parse_gb35965",
    "read",
    "read_all",
    "severity_of",
    "validate",
    "write",
]
