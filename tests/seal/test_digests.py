"""SM3 against the standard's own examples and OpenSSL's against hashlib's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.evaluation.seal.digests import OpenSslSm3, digests, digests_of

pytestmark = pytest.mark.once

# GB/T 32905-2016, appendix A.1 and A.2
EXAMPLES = {
    b"abc": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    b"abcd" * 16: "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
}


@pytest.mark.parametrize(("data", "digest"), EXAMPLES.items())
def test_sm3_gives_the_standard_s_examples(data, digest):
    assert digests(data)["sm3"] == digest


@given(st.lists(st.binary(max_size=100)))
def test_both_ways_to_sm3_agree_however_the_data_come(chunks):
    other = OpenSslSm3()
    for chunk in chunks:
        other.update(chunk)
    assert digests_of(chunks) == digests(b"".join(chunks))
    assert other.hexdigest() == digests_of(chunks)["sm3"]
