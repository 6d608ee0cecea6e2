"""Personal values leave only as commitments that can be opened one by one."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.evaluation.seal.commitments import commit, committed, master_secret, salt_of

pytestmark = pytest.mark.once

MASTER = b"m" * 43
salts = st.binary(min_size=32, max_size=32)


def hidden(values, **more):
    rows = pa.table({"name": values, "place": ["440100"] * len(values)})
    options = {"table": "complaint", "master": MASTER} | more
    return committed(rows, ["name"], **options)["name"].to_pylist()


def test_a_commitment_is_the_sha256_of_salt_and_value():
    # printf '\0…\0张三' | sha256sum, with 32 zero bytes
    assert commit("", bytes(32)).startswith("66687aadf862bd776c8fc18b8e9f8e20")


@given(st.text(), st.text(), salts)
def test_equal_commitments_mean_equal_values(one, other, salt):
    assert (commit(one, salt) == commit(other, salt)) == (one == other)


@given(st.text(), salts, salts)
def test_another_salt_gives_another_commitment(value, one, other):
    assert (commit(value, one) == commit(value, other)) == (one == other)


def test_the_salt_of_a_value_opens_its_commitment():
    salt = salt_of("张三", table="complaint", column="name", master=MASTER)
    assert hidden(["张三"]) == [commit("张三", salt)]


def test_equal_values_stay_equal_and_null_stays_null():
    first, second, third, fourth = hidden(["张三", "李四", "张三", None])
    assert (first == third, first == second, fourth) == (True, False, None)


def test_the_same_value_is_not_recognised_in_another_table_or_house():
    here = hidden(["张三"])
    assert here != hidden(["张三"], table="hazard")
    assert here != hidden(["张三"], master=b"n" * 43)


def test_columns_without_secrets_stay_as_they_are():
    rows = pa.table({"name": ["张三"], "place": ["440100"]})
    kept = committed(rows, ["name"], table="complaint", master=MASTER)
    assert kept["place"].to_pylist() == ["440100"]


def test_numbers_and_days_are_committed_to_by_their_text():
    rows = pa.table({"n": pa.array([7], pa.int64()), "day": pa.array([date(2015, 1, 2)])})
    kept = committed(rows, ["n", "day"], table="t", master=MASTER).to_pylist()[0]
    salt = salt_of("2015-01-02", table="t", column="day", master=MASTER)
    assert kept["day"] == commit("2015-01-02", salt)


def test_the_master_secret_is_made_once_and_kept_private(tmp_path):
    path = tmp_path / "keys/commitments.secret"
    first = master_secret(path)
    assert (master_secret(path), path.stat().st_mode & 0o777) == (first, 0o600)
