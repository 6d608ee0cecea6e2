"""Character sets of GS1's application identifiers (General Specifications 7.11) and of URIs."""

DIGITS = frozenset("0123456789")
CSET_32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CSET_39 = frozenset("#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
CSET_64 = frozenset("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")
# In the order of their values in a check pair.
CSET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# Whatever a URI may hold, the percent sign included.
URI = UNRESERVED | frozenset(":/?#[]@!$&'()*+,;=%")
NOT_IN_A_DOMAIN = frozenset("_~?#@!$&'()*+,;=%")


def is_digits(text: str) -> bool:
    """Whether `text` is digits 0-9 only, one at least."""
    return text.isascii() and text.isdigit()


def is_base64(text: str) -> bool:
    """Whether `text` is of the web's base 64, with right padding if any."""
    bare = text.rstrip("=")
    padding = len(text) - len(bare)
    return CSET_64.issuperset(bare) and (not padding or (padding <= 2 and len(text) % 3 == 0))
