"""The terms a cycle runs under: configuration, labelled as such, kept with the cycle."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def shipped_terms() -> Mapping[str, Any]:
    """The terms as shipped; a cycle copies them when it begins."""
    path = files("zhiliang.evaluation").joinpath("terms.yaml")
    return dict(yaml.safe_load(path.read_text("utf-8")))
