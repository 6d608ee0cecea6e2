"""EPCIS documents in JSON and XML, brought to the one form in Python."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.methods.epcis import read_xml
from zhiliang.systems.traceability.feeds.texts import has_only_texts

JSON_TYPES = ("application/json", "application/ld+json")
XML_TYPES = ("application/xml", "text/xml")


class Unreadable(ClerkError):
    """What was sent is no EPCIS document."""

    code = "unreadable"


class NotSupported(ClerkError):
    """Another kind of content than EPCIS 2.0 in JSON or XML."""

    code = "not_supported"


def document_of(content: bytes, media_type: str) -> dict[str, Any]:
    """The document that was sent.

    Raises Unreadable with the place of the fault, NotSupported for another media type.
    """
    kind = media_type.split(";")[0].strip().lower()
    if kind in XML_TYPES:
        return _from_xml(content)
    if kind not in JSON_TYPES:
        raise NotSupported(
            _("不能读取“%(kind)s”。") % {"kind": kind or "—"},
            _("请用 application/json 或者 application/xml 报送 EPCIS 2.0 文档。"),
        )
    return _from_json(content)


def _from_xml(content: bytes) -> dict[str, Any]:
    try:
        return read_xml(content)
    except ValueError as fault:
        raise Unreadable(
            _("不是可读的 EPCIS 2.0 XML：%(fault)s") % {"fault": fault},
            _("请按 EPCIS 2.0 的 XSD 重新导出；不得含 DTD 和实体。"),
        ) from fault


def _from_json(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content, parse_constant=_no_constant)
    except UnicodeDecodeError as fault:
        raise Unreadable(
            _("第 %(at)s 字节起不是 UTF-8。") % {"at": fault.start}, _("请以 UTF-8 编码重新导出。")
        ) from fault
    except json.JSONDecodeError as fault:
        told = {"line": fault.lineno, "column": fault.colno}
        raise Unreadable(
            _("不是完整的 JSON：第 %(line)s 行第 %(column)s 列读不下去。") % told,
            _("文件可能在传送中被截断，请重新发送。没有任何事件被收下。"),
        ) from fault
    except (RecursionError, ValueError) as fault:
        raise Unreadable(
            _("不是可读的 JSON：嵌套太深，或者含有 JSON 没有的数。"),
            _("请按 EPCIS 2.0 的 JSON Schema 重新导出。"),
        ) from fault
    if not has_only_texts(content, found):
        raise Unreadable(_("有的文字含有 NUL 或者残缺的字符。"), _("请以 UTF-8 编码重新导出。"))
    if not isinstance(found, dict):
        raise Unreadable(_("不是 EPCIS 文档：最外层须是一个对象。"), _("请发送 EPCISDocument。"))
    return found


def _no_constant(text: str) -> None:
    raise ValueError(text)


def event_list(document: Mapping[str, Any]) -> list[Any]:
    """The events as they stand in the document; a bare event is a list of one."""
    body = document.get("epcisBody")
    if body is None:
        return [document]
    held = body if isinstance(body, dict) else {}
    if "queryResults" in held:
        held = (held["queryResults"] or {}).get("resultsBody") or {}
    events = held.get("eventList") or ([held["event"]] if "event" in held else [])
    return events if isinstance(events, list) else []


class Element(NamedTuple):
    """One element of master data."""

    vocabulary: str
    id: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[str, ...]


def master_data_of(document: Mapping[str, Any]) -> Iterator[Element]:
    """Every element of the master data in a document's header (EPCIS 2.0, 9.4.5)."""
    header = document.get("epcisHeader") or {}
    held = header.get("epcisMasterData") or {}
    for vocabulary in held.get("vocabularyList") or ():
        for one in vocabulary.get("vocabularyElementList") or ():
            attributes = tuple(
                (str(each["id"]), _flat(each.get("attribute", "")))
                for each in one.get("attributes") or ()
            )
            children = tuple(map(str, one.get("children") or ()))
            yield Element(str(vocabulary.get("type", "")), str(one["id"]), attributes, children)


def _flat(value: Any) -> str:
    return (
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    )
