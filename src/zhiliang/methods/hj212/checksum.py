"""The checksum of HJ 212: called CRC16 there, but it keeps only 8 bits of state.

Each step is c = T[(c >> 8) ^ byte], and only the high byte of c goes into the next one, so the
state is a byte s' = U(s ^ byte) with U linear over bits. U has order 8: what a byte does to the
result depends on its distance to the end modulo 8 alone. The checksum is therefore that of the
eight lanes a message folds into by XOR, and any two bytes eight places apart may be swapped
unnoticed: it tells noise, it is no digest.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from zhiliang.methods.tables.hj212 import CRC_2017, LONGEST_SEGMENT

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]


def _stepped(value: int) -> int:
    for _ in range(8):
        value = (value >> 1) ^ CRC_2017.polynomial if value & 1 else value >> 1
    return value


TABLE = tuple(_stepped(value) for value in range(256))
_TABLE = np.array(TABLE, dtype=np.uint16)
# U^k of every byte, k = 0 to 7: what a byte k places before the last has become.
_POWERS = [tuple(range(256))]
while len(_POWERS) < 8:
    _POWERS.append(tuple(TABLE[value] >> 8 for value in _POWERS[-1]))


def crc_hj212(segment: bytes) -> int:
    """Checksum of a data segment [0 to 0xFFFF]. HJ 212-2017, Annex A; the same in 2005.

    Not CRC-16/MODBUS, whose polynomial it shares. An empty segment gives the initial value.

    Examples
    --------
    >>> segment = (
    ...     b"QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;"
    ...     b"CP=&&RtdInterval=30&&"
    ... )
    >>> f"{crc_hj212(segment):04X}"
    '1C80'
    """
    size = len(segment)
    if not size:
        return CRC_2017.initial
    folded = int.from_bytes(segment, "big") ^ (CRC_2017.initial >> 8) << 8 * (size - 1)
    width = 64 << ((size - 1) // 8).bit_length()
    while width > 64:
        width >>= 1
        folded = (folded >> width) ^ (folded & ((1 << width) - 1))
    state = 0
    for power, byte in zip(_POWERS, folded.to_bytes(8, "little"), strict=True):
        state ^= power[byte]
    return TABLE[state]


def crcs_modbus(data: Bytes, start: Ints, end: Ints) -> NDArray[np.uint16]:
    """CRC-16/MODBUS, which some loggers send instead, of stretches [n] of at least two bytes.

    Examples
    --------
    >>> data = np.frombuffer(b"##123456789", dtype=np.uint8)
    >>> f"{int(crcs_modbus(data, np.array([2]), np.array([11]))[0]):04X}"
    '4B37'
    """
    size = end - start
    offsets = np.cumsum(size) - size
    place = np.arange(size.sum()) + np.repeat(start - offsets, size)
    distance = np.repeat(end - 1, size) - place
    shares = _shares()
    crcs: NDArray[np.uint16] = np.bitwise_xor.reduceat(shares[distance, data[place]], offsets)
    # The initial value of all ones is the same as turning the first two bytes over.
    return crcs ^ shares[size - 1, 0xFF] ^ shares[size - 2, 0xFF]


def crc_modbus(segment: bytes) -> int:
    """CRC-16/MODBUS of a segment of at least two bytes.

    Examples
    --------
    >>> f"{crc_modbus(b'123456789'):04X}"
    '4B37'
    """
    data = np.frombuffer(segment, dtype=np.uint8)
    return int(crcs_modbus(data, np.array([0]), np.array([len(data)]))[0])


@cache
def _shares() -> NDArray[np.uint16]:
    """Tabulate what each byte adds to CRC-16/MODBUS, for every distance to the end."""
    shares = np.empty((LONGEST_SEGMENT, 256), dtype=np.uint16)
    shares[0] = _TABLE
    for distance in range(1, LONGEST_SEGMENT):
        before = shares[distance - 1]
        shares[distance] = (before >> 8) ^ _TABLE[before & 0xFF]
    return shares


@cache
def _lane_tables() -> tuple[NDArray[np.uint8], ...]:
    """Tabulate what two neighbouring lanes, as a 16-bit number, add to the state."""
    powers = np.array(_POWERS, dtype=np.uint8)
    return tuple(
        (powers[6 - pair][:, None] ^ powers[7 - pair][None, :]).ravel() for pair in (0, 2, 4, 6)
    )


_LOW = np.array([(1 << 8 * count) - 1 for count in range(8)], dtype=np.uint64)


class Folding:
    """XOR of every stretch of a buffer, eight lanes wide, in constant time for each stretch."""

    def __init__(self, buffer: bytes) -> None:
        padded = buffer + bytes(16 - len(buffer) % 8)
        self.words = np.frombuffer(padded, dtype="<u8")
        self.before = np.zeros(len(self.words) + 1, dtype=np.uint64)
        np.bitwise_xor.accumulate(self.words, out=self.before[1:])

    def _up_to(self, place: Ints) -> NDArray[np.uint64]:
        word = place >> 3
        folded: NDArray[np.uint64] = self.before[word] ^ (self.words[word] & _LOW[place & 7])
        return folded

    def crcs(self, start: Ints, end: Ints) -> NDArray[np.uint16]:
        """`crc_hj212` of each stretch [n] from `start` to before `end`, byte offsets [n].

        Examples
        --------
        >>> crcs = Folding(b"##0004abcd").crcs(np.array([6]), np.array([10]))
        >>> int(crcs[0]) == crc_hj212(b"abcd")
        True
        """
        folded = self._up_to(end) ^ self._up_to(start)
        folded ^= np.uint64(CRC_2017.initial >> 8) << ((start & 7) << 3).astype(np.uint64)
        # Turn the lanes so that each segment's last byte comes to stand highest.
        turn = ((-end & 7) << 3).astype(np.uint64)
        folded = (folded << turn) | (folded >> (-turn & np.uint64(63)))
        pairs = folded.view(np.uint16).reshape(-1, 4)
        state = np.zeros(len(folded), dtype=np.uint8)
        for column, table in enumerate(_lane_tables()):
            state ^= table[pairs[:, column]]
        return np.where(start == end, np.uint16(CRC_2017.initial), _TABLE[state])
