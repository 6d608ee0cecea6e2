"""The page about EPCIS shows what the code answers."""

import doctest
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "epcis.md"


def test_the_examples_of_the_page_answer_as_printed():
    assert doctest.testfile(str(PAGE), module_relative=False).failed == 0
