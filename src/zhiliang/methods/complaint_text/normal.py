"""A text as it is read: one form for full-width and half-width, nothing invisible, an end."""

import re
import unicodedata

from zhiliang.methods.tables.complaint_text.limits import LONG_NUMBER, LONGEST

# What most texts consist of, so that only the others are looked at character by character.
_PLAIN = re.compile("[ -~‐-‧、-〃〈-】一-鿿！-～]*")
_LONG_NUMBER = re.compile(rf"\d{{{LONG_NUMBER},}}")
_INVISIBLE = {"Cf", "Cs"}


def normal(text: str, longest: int = LONGEST) -> str:
    r"""Bring a text to the form in which it is classified and compared.

    NFKC, small letters, white space and control characters as one space, no invisible characters,
    half surrogates or combining marks, long numbers (orders, telephones) as one 0; at most
    `longest` characters. Takes time in proportion to that, whatever is in the text.

    Examples
    --------
    >>> normal("  ＩＰＨＯＮＥ\t充电宝\u200b 漏电，订单２０２６０４１５００１ ")
    'iphone 充电宝 漏电,订单0'
    """
    text = text.strip()[:longest]
    if not _PLAIN.fullmatch(text):
        text = "".join(map(_visible, text))
    text = unicodedata.normalize("NFKC", text).lower()
    return " ".join(_LONG_NUMBER.sub("0", text).split())[:longest]


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    # NFKC sorts combining marks in a time that grows with the square of how many there are.
    hidden = category in _INVISIBLE or unicodedata.combining(character)
    return "" if hidden else character
