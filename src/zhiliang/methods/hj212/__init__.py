"""HJ 212, the wire format of on-line pollutant monitoring: bytes in, Arrow tables out, and back.

Editions 2005, 2017 and what is known of 2025, whose cipher is not implemented: such frames are
refused for that very reason.
"""

from zhiliang.methods.hj212.checksum import crc_hj212
from zhiliang.methods.hj212.decode import Decoded, decode
from zhiliang.methods.hj212.encoding import answer, encode, encode_all
from zhiliang.methods.hj212.frames import Frames, Reject, scan
from zhiliang.methods.hj212.heads import Head, read_heads
from zhiliang.methods.hj212.reassembly import Part, Reassembly, Upload, reassemble
from zhiliang.methods.tables.hj212 import reasons

__all__ = [
    "Decoded",
    "Frames",
    "Head",
    "Part",
    "Reassembly",
    "Reject",
    "Upload",
    "answer",
    "crc_hj212",
    "decode",
    "encode",
    "encode_all",
    "read_heads",
    "reasons",
    "reassemble",
    "scan",
]
