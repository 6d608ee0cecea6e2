"""A scheme as YAML text: read with the line of every fault, written so that it reads back alike."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _

from zhiliang.evaluation.scheme_place import Fault, Path, place_of

MOST = 256 * 1024  # characters; a shipped scheme has about 40,000
DEEPEST = 20  # a tier's share stands on level 8; deep nesting takes a reader for ever


@dataclass(frozen=True)
class Text:
    """What was read, the line of each place in it, and what is wrong with the text itself."""

    data: Any
    lines: Mapping[Path, int]
    faults: tuple[Fault, ...] = ()

    def line(self, path: Path) -> int | None:
        """Line of a place, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)

    def told(self, fault: Fault, name: str = "") -> str:
        """A fault with its place: `schemes/2015.yaml line 37: subjects[1] city …: why`."""
        line = self.line(fault.path)
        place = place_of(self.data, fault.path)
        where = _("%(name)s 第%(line)s行") % {"name": name, "line": line} if line else name
        return _("：").join(part for part in (where.strip(), place, fault.words) if part)


def read(text: str) -> Text:
    """The text as data; a text that is no YAML, or repeats a key, has faults and no data."""
    if len(text) > MOST:
        return _refused(_("文件太大：方案至多 %(most)s 个字符") % {"most": MOST})
    try:
        if refused := _unwelcome(yaml.parse(text, Loader=yaml.SafeLoader)):
            return _refused(refused)
        loader = yaml.SafeLoader(text)
        root = loader.get_single_node()
        data = loader.construct_document(root) if root else None
    except yaml.MarkedYAMLError as fault:
        return _unreadable(fault)
    except (yaml.YAMLError, ValueError):
        return _refused(_("不是可以读取的 YAML 文本"))
    lines: dict[Path, int] = {}
    faults = tuple(_walk(root, (), lines)) if root else ()
    return Text(data, lines, faults)


def _unwelcome(events: Iterable[yaml.Event]) -> str:
    """Why a text should not even be put together: references and bottomless nesting."""
    depth = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            return _("方案里不能用引用（*名称）：每一项都要写全")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return _("方案里的层数太多")
    return ""


def _refused(words: str) -> Text:
    return Text({}, {}, (Fault((), words),))


def _unreadable(fault: yaml.MarkedYAMLError) -> Text:
    mark = fault.problem_mark or fault.context_mark
    lines: dict[Path, int] = {} if mark is None else {(): mark.line + 1}
    words = _("不是可以读取的 YAML 文本（%(problem)s）") % {"problem": fault.problem}
    return Text({}, lines, (Fault((), words),))


def _walk(node: yaml.Node, path: Path, lines: dict[Path, int]) -> Iterator[Fault]:
    """Note the line of every place; yield the keys that stand twice in one mapping."""
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for number, child in enumerate(node.value):
            yield from _walk(child, (*path, number), lines)
    if not isinstance(node, yaml.MappingNode):
        return
    for key, child in node.value:
        here = (*path, str(key.value))
        if here in lines:
            lines[here] = key.start_mark.line + 1
            yield Fault(here, _("字段 %(name)s 写了两次") % {"name": key.value})
        lines[here] = key.start_mark.line + 1
        yield from _walk(child, here, lines)


class _Dumper(yaml.SafeDumper):
    """Lists indented below their key, as in the shipped schemes."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent always."""
        super().increase_indent(flow, False)


def write(data: Mapping[str, Any]) -> str:
    """The scheme as YAML; `read` gives the same data, so the digest is the same."""
    return yaml.dump(_plain(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
