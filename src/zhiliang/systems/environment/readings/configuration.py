"""What no standard fixes about taking in readings: labelled configuration, one file."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def configuration() -> dict[str, Any]:
    """The file `configuration.yaml` beside this one."""
    path = Path(__file__).with_name("configuration.yaml")
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found
