"""The examples of the page on outbreak detection are what the program answers."""

import doctest
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "aberration.md"


def test_the_examples_of_the_page_hold():
    tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried.attempted > 5
    assert tried.failed == 0
