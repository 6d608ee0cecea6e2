"""Digests and archives that tell no time of their own."""

import zipfile
from datetime import date
from io import BytesIO

import pytest

from zhiliang.core.notice.digest import reproducible, sha256

pytestmark = pytest.mark.once

DAY = date(2016, 7, 5)


def archive(order: list[str], when: tuple[int, ...]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name in order:
            packed.writestr(zipfile.ZipInfo(name, when), name)
    return stream.getvalue()


def test_the_digest_is_that_of_fips_180():
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sha256(b"abc") == abc


def test_neither_time_nor_order_of_entries_shows():
    one = archive(["a", "b"], (2015, 1, 1, 0, 0, 0))
    other = archive(["b", "a"], (2016, 6, 6, 1, 2, 4))
    assert reproducible(one, dated=DAY) == reproducible(other, dated=DAY)


def test_packing_again_changes_nothing():
    once = reproducible(archive(["a"], (2015, 1, 1, 0, 0, 0)), dated=DAY)
    assert reproducible(once, dated=DAY) == once
