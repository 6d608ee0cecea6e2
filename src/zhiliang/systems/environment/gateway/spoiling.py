"""Faults as real loggers and lines have them, made on purpose; each gives what is sent instead."""

import random
import re
from collections.abc import Callable

from zhiliang.methods.hj212.encoding import frame

CRC, ENDING = slice(-6, -2), b"\r\n"


def crc_wrong(whole: bytes, rng: random.Random) -> bytes:
    """A checksum that is none."""
    right = int(whole[CRC], 16)
    return whole[:-6] + b"%04X" % (right ^ (1 + rng.randrange(0xFFFF))) + ENDING


def crc_modbus(whole: bytes, rng: random.Random) -> bytes:
    """The checksum of another standard, CRC-16/MODBUS."""
    value = 0xFFFF
    for byte in whole[6:-6]:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ (0xA001 if value & 1 else 0)
    return whole[:-6] + b"%04X" % value + ENDING


def cut_off(whole: bytes, rng: random.Random) -> bytes:
    """A frame that breaks off."""
    return whole[: rng.randrange(10, len(whole) - 10)]


def noise(whole: bytes, rng: random.Random) -> bytes:
    """Bytes that are no frame."""
    return rng.randbytes(rng.randrange(1, 200)).replace(b"#", b"x")


def password_wrong(whole: bytes, rng: random.Random) -> bytes:
    """A right frame with a wrong password, and a QN that no right frame has."""
    segment = re.sub(rb"PW=[^;]*", b"PW=wrong", whole[6:-6])
    return frame(re.sub(rb"QN=([0-9]{14})[0-9]{3}", rb"QN=\g<1>999", segment))


SPOILS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    crc_wrong,
    crc_modbus,
    cut_off,
    noise,
    password_wrong,
)
