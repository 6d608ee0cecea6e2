"""How a shown output is compared with a printed one."""

import pytest

from tests.docs.console import Said, sessions

pytestmark = pytest.mark.once


def said(shown):
    return Said("README.md", "./run value", shown)


def test_text_left_out_may_be_anything():
    assert said("a 1 …\n…\nlast 9").fits("a 1 and more\nthen\nlast 9\n")


def test_another_digit_does_not_fit():
    assert not said("value 77.5 %\n…").fits("value 77.4 %\nand more")


def test_output_that_is_not_shown_does_not_fit():
    assert not said("value 77.5 %").fits("value 77.5 %\nand more")


def test_only_console_blocks_are_sessions(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("```text\n$ ./run a\n```\n```console\n$ ./run b --c\nd\n```\n", "utf-8")
    assert [(one.arguments, one.shown) for one in sessions(page)] == [(["b", "--c"], "d")]
