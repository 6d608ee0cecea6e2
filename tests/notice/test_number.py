"""Document numbers as GB/T 9704-2012, 7.2.5 writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.core.notice.number import BadNumber, DocumentNumber

pytestmark = pytest.mark.once


def test_the_opinions_own_number_is_written_and_read():
    number = DocumentNumber("粤府", 2010, 84)
    assert str(number) == "粤府〔2010〕84号"
    assert DocumentNumber.parse("粤府〔2010〕84号") == number


@given(
    st.sampled_from(["粤府", "粤府函", "粤质强办"]), st.integers(1900, 2999), st.integers(1, 9999)
)
def test_reading_undoes_writing(agency, year, serial):
    number = DocumentNumber(agency, year, serial)
    assert DocumentNumber.parse(str(number)) == number


@pytest.mark.parametrize(
    "text", ["粤府[2010]84号", "粤府〔2010〕第84号", "粤府〔2010〕084号", "粤府〔10〕84号", ""]
)
def test_a_number_against_the_standard_is_refused_with_an_example(text):
    with pytest.raises(BadNumber, match="粤府〔2010〕84号"):
        DocumentNumber.parse(text)
