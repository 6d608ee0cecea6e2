"""封存与核验 Seal and verify: a year's evaluation as a folder that anybody can check and recompute.

A pack is plain files (Parquet and canonical JSON), described by a Frictionless data package and
stated in one in-toto Statement v1 inside a DSSE envelope. Nothing here needs a database or Django:
`write_pack` is given what it seals, `verify_pack` is given the keys it may trust.
"""

from zhiliang.evaluation.seal.cosigning import cosign
from zhiliang.evaluation.seal.keys import Signer, TrustedKey, make_key, read_signer, read_trusted
from zhiliang.evaluation.seal.report import Problem, Refusal, Report
from zhiliang.evaluation.seal.source import Source, sources
from zhiliang.evaluation.seal.verifying import verify_pack
from zhiliang.evaluation.seal.writing import Content, write_pack

__all__ = [
    "Content",
    "Problem",
    "Refusal",
    "Report",
    "Signer",
    "Source",
    "TrustedKey",
    "cosign",
    "make_key",
    "read_signer",
    "read_trusted",
    "sources",
    "verify_pack",
    "write_pack",
]
