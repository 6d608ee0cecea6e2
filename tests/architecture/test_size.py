"""Files and functions stay small enough to be read in one go."""

import ast
from statistics import median

import pytest

from tests.architecture.source import PACKAGE, functions, modules

pytestmark = pytest.mark.once

LONGEST_FILE = 500
LONGEST_BODY = 40
# "path name": why it reads better in one piece.
LONGER: dict[str, str] = {}


def lengths():
    return {place: (PACKAGE / place).read_text(encoding="utf-8").count("\n") for place in modules()}


def body_lines(function):
    first = 0 if ast.get_docstring(function) is None else 1
    if len(function.body) == first:
        return 0
    return function.end_lineno - function.body[first].lineno + 1


def test_no_file_is_longer_than_500_lines():
    assert {place: count for place, count in lengths().items() if count > LONGEST_FILE} == {}


def test_most_files_are_short():
    assert median(lengths().values()) <= 90


def test_no_function_is_longer_than_40_lines():
    long = {
        f"{place} {function.name}": body_lines(function)
        for place, tree in modules().items()
        for function in functions(tree)
        if body_lines(function) > LONGEST_BODY
    }
    assert long.keys() - LONGER.keys() == set()


def test_most_functions_are_short():
    bodies = [body_lines(function) for tree in modules().values() for function in functions(tree)]
    assert median(bodies) <= 5
