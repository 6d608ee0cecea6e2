"""Frames as people may look at them: whose they claim to be, and their bytes without a password."""

import re

from zhiliang.methods.hj212.notes import text_of

MASK = "••••••"
LONGEST_MN = 64
MN = re.compile(rb"MN=([^;&,#\s]+)")
CONTROLS = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]")
# whatever follows PW=, up to the end of the field or to an MN whose separator is missing …
NAMED = re.compile(r"(pw\s*=).*?(?=[;&#\r\n]|,?\s*mn\s*=|$)", re.IGNORECASE | re.DOTALL)
# … and what stands before the MN where the frame was cut inside the field
BEFORE_MN = re.compile(r"(?:^|(?<=;))[^;]+(?=;\s*mn\s*=)", re.IGNORECASE)


def claimed_mn(data: bytes) -> str:
    """The MN that refused bytes claim; empty where there is none. Nothing vouches for it."""
    found = MN.search(data)
    return text_of(found[1][:LONGEST_MN]).text if found else ""


def masked(text: str) -> str:
    r"""Text of a frame with its password hidden; control characters are left out.

    Examples
    --------
    >>> masked("ST=32;CN=2011;PW=123456;MN=A1;CP=&&\r\n")
    'ST=32;CN=2011;PW=••••••;MN=A1;CP=&&\\r\\n'
    >>> masked("456;MN=A1;CP=&&")
    '••••••;MN=A1;CP=&&'
    """
    plain = NAMED.sub(rf"\1{MASK}", CONTROLS.sub("", text))
    return BEFORE_MN.sub(_hidden, plain).replace("\r", r"\r").replace("\n", r"\n")


def _hidden(found: re.Match[str]) -> str:
    name, sign, _value = found[0].rpartition("=")
    return f"{name}{sign}{MASK}"
