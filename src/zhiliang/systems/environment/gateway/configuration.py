"""What no standard fixes about the gateway: labelled configuration, one file."""

from dataclasses import dataclass, fields
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Limits:
    """The entries of `configuration.yaml` beside this file, which says what each means."""

    connections: int
    connections_an_address: int
    first_frame_seconds: float
    unfinished_seconds: float
    idle_seconds: float
    packets_a_second: float
    packets_at_once: float
    faults_in_a_row: int
    rejects_a_minute: int
    queue_bytes: int
    address_changes: int
    address_silence_seconds: float
    split_seconds: float
    registry_seconds: float
    status_seconds: float


def limits(path: Path | None = None) -> Limits:
    """The limits as configured; entries a file of one's own leaves out have their default."""
    found = yaml.safe_load(Path(__file__).with_name("configuration.yaml").read_text("utf-8"))
    own = yaml.safe_load(path.read_text("utf-8")) if path else {}
    known = {field.name for field in fields(Limits)}
    return Limits(**{**found, **{name: own[name] for name in own if name in known}})
