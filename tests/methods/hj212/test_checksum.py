"""The standard's checksum: its printed vector, the algorithm as printed, and what it can't see."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.methods.hj212 import vectors
from zhiliang.methods.hj212 import crc_hj212
from zhiliang.methods.hj212.checksum import Folding, crc_modbus

pytestmark = pytest.mark.once


def as_printed(segment):
    """Annex A, bit by bit."""
    state = 0xFFFF
    for byte in segment:
        state = (state >> 8) ^ byte
        for _ in range(8):
            state = (state >> 1) ^ 0xA001 if state & 1 else state >> 1
    return state


def modbus_bit_by_bit(segment):
    state = 0xFFFF
    for byte in segment:
        state ^= byte
        for _ in range(8):
            state = (state >> 1) ^ 0xA001 if state & 1 else state >> 1
    return state


def test_the_vector_printed_in_annex_a_is_1c80():
    segment = (
        b"QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;"
        b"CP=&&RtdInterval=30&&"
    )
    assert crc_hj212(segment) == 0x1C80


@given(st.binary(max_size=300))
def test_folding_into_lanes_gives_what_the_printed_algorithm_gives(segment):
    assert crc_hj212(segment) == as_printed(segment)


@given(st.binary(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200))))
def test_many_stretches_at_once_give_what_each_gives(buffer, stretches):
    spans = [sorted((min(one, len(buffer)), min(two, len(buffer)))) for one, two in stretches]
    start, end = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    found = Folding(buffer).crcs(start, end).tolist()
    assert found == [as_printed(buffer[one:two]) for one, two in spans]


@given(st.binary(min_size=2, max_size=300))
def test_crc_16_modbus_is_the_well_known_one(segment):
    assert crc_modbus(segment) == modbus_bit_by_bit(segment)


@pytest.mark.parametrize("row", vectors.rows("packets_bad"), ids=lambda row: row["crc_declared"])
def test_the_right_checksum_of_a_bad_packet_is_the_one_computed_elsewhere(row):
    segment = row["packet"].encode()[6:-6]
    assert crc_hj212(segment) == int(row["crc_expected"], 16)


@given(st.binary(min_size=9, max_size=60), st.data())
def test_two_bytes_eight_places_apart_can_be_swapped_unnoticed(segment, data):
    place = data.draw(st.integers(0, len(segment) - 9))
    swapped = bytearray(segment)
    swapped[place], swapped[place + 8] = swapped[place + 8], swapped[place]
    assert crc_hj212(bytes(swapped)) == crc_hj212(segment)
