"""The fixed fields of an event, as columns."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

REASON_VOID = "did_not_occur"


def columns_of(event: Mapping[str, Any]) -> dict[str, Any]:
    """Columns of `EpcisEvent` that stand in the event itself."""
    declared = event.get("errorDeclaration") or {}
    return {
        "type": event["type"],
        "event_time": moment(event["eventTime"]),
        "offset": event["eventTimeZoneOffset"],
        "action": event.get("action", ""),
        "biz_step": event.get("bizStep", ""),
        "disposition": event.get("disposition", ""),
        "read_point": (event.get("readPoint") or {}).get("id", ""),
        "biz_location": (event.get("bizLocation") or {}).get("id", ""),
        "transformation_id": event.get("transformationID", ""),
        "declared_at": moment(declared["declarationTime"]) if declared else None,
        "declared_reason": declared.get("reason", "") if declared else "",
    }


def moment(text: str) -> datetime:
    """An instant as EPCIS writes it."""
    return datetime.fromisoformat(text)
