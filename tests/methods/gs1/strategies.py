"""Valid keys, serial numbers and elements."""

from hypothesis import strategies as st

from zhiliang.methods.gs1 import Element, check_digit
from zhiliang.methods.gs1.characters import CSET_82

GTIN_PATHS = [("22",), ("10",), ("21",), ("235",), ("10", "21"), ("22", "10", "21"), ()]
LONGEST = {"22": 20, "10": 20, "21": 20, "235": 28, "99": 90}


def digits(length):
    return st.text("0123456789", min_size=length, max_size=length)


def serials(longest=20, characters=CSET_82):
    return st.text(characters, min_size=1, max_size=longest)


def numbers(length):
    """Numbers of `length` digits, the last one their check digit."""
    return digits(length - 1).map(lambda body: body + check_digit(body))


@st.composite
def trade_items(draw):
    """Elements of a GTIN with qualifiers in the order of a path."""
    ais = draw(st.sampled_from(GTIN_PATHS))
    key = Element("01", draw(numbers(14)))
    return (key, *(Element(ai, draw(serials(LONGEST[ai]))) for ai in ais))


@st.composite
def labels(draw):
    """Elements of a trade item with a date and an internal value, as on a label."""
    attributes = st.permutations([Element("17", "261231"), Element("99", draw(serials(90)))])
    return draw(trade_items()) + tuple(draw(attributes))
