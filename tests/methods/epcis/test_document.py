"""The page about EPCIS shows what the code answers."""

import doctest
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "epcis.md"


def test_the_examples_of_the_page_answer_as_printed():
    tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried.attempted == 5
    assert tried.failed == 0
