"""Read a mandate file item by item, so that every complaint names file, line and field."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, TypeVar, get_args

import yaml

Record = TypeVar("Record")


class MandateError(ValueError):
    """A mandate file says something it must not; the text names file, line and field."""


@dataclass(frozen=True, slots=True)
class Item:
    """One mapping of a mandate file; scalars stay text, so 0.1 never becomes a float."""

    file: str
    line: int
    fields: dict[str, yaml.Node]

    def refuse(self, field: str, reason: str) -> MandateError:
        """The error to raise about `field` of this item."""
        node = self.fields.get(field)
        line = node.start_mark.line + 1 if node else self.line
        return MandateError(f"{self.file} 第 {line} 行 {field}：{reason}")

    def text(self, field: str, *, default: str | None = None) -> str:
        """The text of a scalar; without `default` it must be there and not be empty."""
        node = self.fields.get(field)
        if node is None and default is not None:
            return default
        if not isinstance(node, yaml.ScalarNode):
            raise self.refuse(field, "缺少此项，或它不是一个单独的值。请补上文字。")
        if not node.value and default is None:
            raise self.refuse(field, "此项不能为空。")
        return str(node.value)

    def texts(self, field: str, *, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """The scalars of a list."""
        node = self.fields.get(field)
        if node is None and default is not None:
            return default
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self.refuse(field, "应为至少一项的列表。")
        if not all(isinstance(child, yaml.ScalarNode) for child in node.value):
            raise self.refuse(field, "列表里只能是文字。")
        return tuple(child.value for child in node.value)

    def choice(self, field: str, *, of: object, default: str | None = None) -> Any:
        """A scalar that is one of the values of the Literal type `of`, so typed as that."""
        value = self.text(field, default=default)
        allowed = tuple(_values(of))
        if value not in allowed:
            raise self.refuse(field, f"“{value}”不在允许的取值内：{' '.join(map(str, allowed))}。")
        return value

    def inner(self, field: str) -> "Item | None":
        """A nested mapping, or None where the field is absent."""
        node = self.fields.get(field)
        if node is None:
            return None
        return _item(self.file, node)

    def only(self, known: Iterable[str]) -> None:
        """Refuse a field that no reader knows: most often a slip of the pen."""
        allowed = set(known)
        for field in self.fields:
            if field not in allowed:
                raise self.refuse(field, "没有这一项，请检查拼写。")


def _values(of: object) -> Iterator[object]:
    for value in get_args(of):
        if get_args(value):
            yield from _values(value)
        else:
            yield value


def _item(file: str, node: yaml.Node) -> Item:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        raise MandateError(f"{file} 第 {line} 行：这里应为“名称: 值”的一组。")
    fields: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if key.value in fields:
            raise MandateError(
                f"{file} 第 {key.start_mark.line + 1} 行 {key.value}：同一项写了两次。"
            )
        fields[key.value] = value
    return Item(file=file, line=line, fields=fields)


def read_items(file: str, *, text: str | None = None) -> list[Item]:
    """The items of a mandate file; `text` stands in for the shipped file."""
    source = shipped_text(file) if text is None else text
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise MandateError(f"{file} 不是有效的 YAML：{error}") from error
    if not isinstance(root, yaml.SequenceNode):
        raise MandateError(f"{file} 第 1 行：文件应为一个列表，每项以“- ”开头。")
    return [_item(file, node) for node in root.value]


def read_each(
    file: str, make: Callable[[Item], Record], *, text: str | None = None
) -> tuple[Record, ...]:
    """Every item of a file made into a record, keys or ids unique."""
    made: dict[str, Record] = {}
    for item in read_items(file, text=text):
        field = next((name for name in ("key", "id", "name") if name in item.fields), "key")
        if (key := item.text(field)) in made:
            raise item.refuse(field, f"“{key}”在前面已经出现过。")
        made[key] = make(item)
    return tuple(made.values())


def shipped_text(file: str) -> str:
    """The text of a file that ships with this package."""
    return files(__package__).joinpath(file).read_text(encoding="utf-8")
