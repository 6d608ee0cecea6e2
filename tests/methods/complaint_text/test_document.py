"""The explanation's example gives what it says."""

import doctest
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "complaint-text.md"


def test_the_example_of_the_explanation_holds():
    tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried.attempted > 2
    assert tried.failed == 0
