"""The worked examples in docstrings still give what they say."""

import doctest
from importlib import import_module

import pytest

from tests.architecture.source import modules

pytestmark = pytest.mark.once

PURE = [
    "zhiliang." + place.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    for place in modules()
    if place.startswith("methods/")
]


@pytest.mark.parametrize("name", PURE)
def test_worked_examples_hold(name):
    assert doctest.testmod(import_module(name)).failed == 0
