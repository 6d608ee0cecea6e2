"""What no standard fixes about taking in readings: labelled configuration.

`configuration.yaml` beside this file has every entry and says what it means; ZHILIANG_READINGS
names a YAML file of one's own whose entries stand instead.
"""

import os
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def configuration() -> dict[str, dict[str, Any]]:
    """The entries by section."""
    found = _entries(Path(__file__).with_name("configuration.yaml"))
    own = os.environ.get("ZHILIANG_READINGS", "")
    more = _entries(Path(own)) if own else {}
    return {name: {**section, **more.get(name, {})} for name, section in found.items()}


def _entries(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    return found
