"""The form in which texts are read: the same for the same words, and harmless for anything else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.methods.complaint_text.normal import normal
from zhiliang.methods.tables.complaint_text.limits import LONGEST

pytestmark = pytest.mark.once

anything = st.text(st.characters(), max_size=60)  # half surrogates included


def full_width(text):
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


@given(anything)
def test_surrounding_white_space_changes_nothing(text):
    assert normal(f" \t\u3000{text}\n\u3000 ") == normal(text)


@given(st.text(st.characters(max_codepoint=126, min_codepoint=32), max_size=60))
def test_full_width_forms_are_read_as_half_width_ones(text):
    assert normal(full_width(text)) == normal(text)


@given(anything)
def test_what_is_read_can_be_written_in_utf_8_and_holds_nothing_invisible(text):
    read = normal(text)
    assert read.encode().decode() == read
    assert not any(one in read for one in "\0\t\n\u200b\ud800\u202e")


def test_words_cannot_be_hidden_by_what_is_not_seen():
    assert normal("漏\u200b电\ufeff了\u0335") == "漏电了"


def test_orders_and_telephones_are_read_alike():
    assert normal("订单202604150001") == normal("订单13800138000") == "订单0"
    assert normal("3000元") == "3000元"


@pytest.mark.parametrize(
    "text",
    [
        "😀" * 20_000,
        "\u0300\u0327" * 10_000,
        "ﷺ" * 20_000,
        "\0" * 20_000,
        "12" * 10_000,
        "漏电" * 10_000,
    ],
    ids=["emoji", "combining marks", "expanding", "control characters", "digits", "Chinese"],
)
def test_twenty_thousand_characters_of_anything_are_soon_read(text):
    start = time.process_time()
    assert len(normal(text * 5)) <= LONGEST
    assert time.process_time() - start < 0.5
