"""One byte changed anywhere is refused, whether or not the verifier has a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.seal.packs import copied, derive
from zhiliang.evaluation.seal import verify_pack

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def spare(untouched, tmp_path_factory):
    """A copy to be damaged and mended again."""
    return copied(untouched, tmp_path_factory.mktemp("spare"))


def listed(pack):
    return sorted(path for path in pack.rglob("*") if path.is_file())


def damaged(path, change):
    """Write changed bytes; returns the old ones."""
    old = path.read_bytes()
    path.write_bytes(change(old))
    return old


@given(data=st.data(), flip=st.integers(1, 255), with_key=st.booleans())
def test_any_changed_byte_is_refused(spare, keyring, data, flip, with_key):
    path = data.draw(st.sampled_from(listed(spare)))
    place = data.draw(st.integers(0, path.stat().st_size - 1))

    def change(old):
        return old[:place] + bytes([old[place] ^ flip]) + old[place + 1 :]

    old = damaged(path, change)
    report = verify_pack(spare, keys=keyring.trusted("office") if with_key else ())
    path.write_bytes(old)
    assert path.name in {problem.file.rpartition("/")[2] for problem in report.problems}


@given(data=st.data())
def test_any_cut_or_stretched_file_is_refused(spare, keyring, data):
    path = data.draw(st.sampled_from(listed(spare)))
    size = path.stat().st_size
    keep = data.draw(st.integers(0, size + 1).filter(lambda keep: keep != size))
    old = damaged(path, lambda old: (old + b"\n")[:keep])
    report = verify_pack(spare, keys=keyring.trusted("office"))
    path.write_bytes(old)
    assert not report.ok


def test_every_byte_of_the_envelope_counts_without_a_key(spare):
    path = spare / "statement.dsse.json"
    old = path.read_bytes()
    unseen = []
    for place in range(0, len(old), 7):
        path.write_bytes(old[:place] + bytes([old[place] ^ 1]) + old[place + 1 :])
        unseen += [place] if verify_pack(spare).ok else []
    path.write_bytes(old)
    assert unseen == []


def test_the_damaged_copy_was_mended_each_time(spare, keyring):
    assert verify_pack(spare, keys=keyring.trusted("office"), recompute=derive).recomputed
