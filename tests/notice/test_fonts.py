"""Typefaces: the official ones from a folder where it has them, the shipped ones otherwise."""

import pytest

from zhiliang.core.notice.fonts import SANS, SERIF, chosen, font_book

pytestmark = pytest.mark.once


def test_without_a_folder_noto_plays_every_role():
    families = font_book("").families
    assert families["body"] == families["title"] == families["kai"] == [SERIF]
    assert families["hei"] == [SANS]


def test_no_font_of_the_machine_is_used():
    known = {family.lower() for family in font_book("").fonts.families()}
    assert "dejavu sans" not in known


def test_an_official_font_that_is_there_comes_first():
    families = chosen([SERIF, SANS, "fangsong_gb2312"])
    assert families["body"] == ["FangSong_GB2312", SERIF]
    assert families["title"] == [SERIF]


def test_a_folder_that_is_not_there_changes_nothing():
    assert font_book("/nowhere").families == font_book("").families
