"""The examples of the page on composite indices are what the program answers."""

import doctest
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "composite-indices.md"


def test_the_examples_of_the_page_hold():
    tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried.attempted > 10
    assert tried.failed == 0
