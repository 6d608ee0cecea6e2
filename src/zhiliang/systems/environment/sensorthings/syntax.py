"""`$filter` as a tree: OGC 18-088 9.3.3.5.1 (comparison, logic, arithmetic), without functions.

Limits keep a text of a stranger from costing more than it is worth.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from math import isfinite

from django.utils.translation import gettext as _

from zhiliang.systems.environment.sensorthings.fault import FaultyRequest

MOST_TOKENS = 400
DEEPEST = 30
COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
SUMS = ("add", "sub")
PRODUCTS = ("mul", "div", "mod")
TOKEN = re.compile(
    r"(?P<string>'(?:[^']|'')*')"
    r"|(?P<time>\d{4}-\d\d-\d\d(?:T[0-9:.]+(?:Z|[+-]\d\d:\d\d)?)?)"
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"
    r"|(?P<word>[@A-Za-z_][\w.@]*(?:/[\w.@]+)*)"
    r"|(?P<mark>[()])"
    r"|(?P<gap>\s+)"
)
# what was measured lies within; further out, times cannot be told in every zone
FIRST_YEAR, LAST_YEAR = 1900, 2200
CONSTANTS = {"true": True, "false": False, "null": None}

Value = str | float | bool | datetime | None


@dataclass(frozen=True)
class Literal:
    """A constant; times are aware."""

    value: Value


@dataclass(frozen=True)
class Path:
    """A property, perhaps of a related entity: Datastream/Thing/name."""

    steps: tuple[str, ...]


@dataclass(frozen=True)
class Apply:
    """An operator and what it is applied to."""

    operator: str
    operands: tuple["Node", ...]


Node = Literal | Path | Apply


@dataclass(frozen=True)
class Token:
    """A word of the text and where it stands."""

    kind: str
    text: str
    at: int


def parse_filter(text: str) -> Node:
    """The tree of a `$filter`; FaultyRequest says where it went wrong."""
    return _Parser(list(_tokens(text))).whole()


def conjuncts(node: Node | None) -> Iterator[Node]:
    """The conditions that must all hold."""
    if isinstance(node, Apply) and node.operator == "and":
        for operand in node.operands:
            yield from conjuncts(operand)
    elif node is not None:
        yield node


def paths(node: Node) -> Iterator[Path]:
    """Every property a condition speaks of."""
    if isinstance(node, Path):
        yield node
    elif isinstance(node, Apply):
        for operand in node.operands:
            yield from paths(operand)


def _tokens(text: str) -> Iterator[Token]:
    at = found = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise FaultyRequest(_("$filter 第 %(at)s 个字符处无法识别。") % {"at": at + 1})
        kind = str(match.lastgroup)
        if kind != "gap":
            found += 1
            yield Token(kind, match.group(), at)
        if found > MOST_TOKENS:
            raise FaultyRequest(
                _("$filter 太长：最多 %(most)s 个词。请分几次查询。") % {"most": MOST_TOKENS}
            )
        at = match.end()


class _Parser:
    """Recursive descent, one method for each level of precedence."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._or()
        if self._at < len(self._tokens):
            raise self._fault()
        return node

    def _or(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FaultyRequest(_("$filter 的括号套得太深。"))
        node = self._many(("or",), self._and)
        self._depth -= 1
        return node

    def _and(self) -> Node:
        return self._many(("and",), self._not)

    def _not(self) -> Node:
        turns = 0
        while self._take("not"):
            turns += 1
        node = self._comparison()
        return Apply("not", (node,)) if turns % 2 else node

    def _comparison(self) -> Node:
        left = self._sum()
        operator = self._take(*COMPARISONS)
        return Apply(operator, (left, self._sum())) if operator else left

    def _sum(self) -> Node:
        return self._many(SUMS, self._product)

    def _product(self) -> Node:
        return self._many(PRODUCTS, self._operand)

    def _many(self, operators: tuple[str, ...], part: Callable[[], Node]) -> Node:
        node = part()
        while operator := self._take(*operators):
            node = Apply(operator, (node, part()))
        return node

    def _operand(self) -> Node:
        token = self._next()
        if token.text == "(" and token.kind == "mark":
            node = self._or()
            if not self._take(")"):
                raise self._fault()
            return node
        if token.kind == "mark":
            self._at -= 1
            raise self._fault()
        return _leaf(token)

    def _next(self) -> Token:
        if self._at >= len(self._tokens):
            raise self._fault()
        self._at += 1
        return self._tokens[self._at - 1]

    def _take(self, *texts: str) -> str:
        if self._at < len(self._tokens) and self._tokens[self._at].text in texts:
            return self._next().text
        return ""

    def _fault(self) -> FaultyRequest:
        if self._at < len(self._tokens):
            token = self._tokens[self._at]
            place = {"at": token.at + 1, "text": token.text[:40]}
            return FaultyRequest(
                _("$filter 第 %(at)s 个字符处的“%(text)s”不该在这里。支持比较、and、or、not、"
                  "加减乘除和括号，不支持函数。") % place
            )  # fmt: skip
        return FaultyRequest(_("$filter 没有写完。"))


def _leaf(token: Token) -> Node:
    match token.kind:
        case "string":
            return Literal(token.text[1:-1].replace("''", "'"))
        case "number":
            return Literal(_number(token.text))
        case "time":
            return Literal(_moment(token.text))
        case _ if token.text in CONSTANTS:
            return Literal(CONSTANTS[token.text])
        case _:
            return Path(tuple(_plain(step) for step in token.text.split("/")))


def _plain(step: str) -> str:
    return "id" if step == "@iot.id" else step


def _number(text: str) -> float:
    found = float(text)
    if not isfinite(found):
        raise FaultyRequest(_("数“%(text)s”太大。") % {"text": text[:40]})
    return found


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise FaultyRequest(_("“%(text)s”不是时间。") % {"text": text}) from None
    if found.tzinfo is None:
        raise FaultyRequest(
            _(
                "时间“%(text)s”要带时区，如 2024-01-05T13:00:00Z 或 2024-01-05T13:00:00+08:00"
                "（地址里的 + 要写成 %%2B）。"
            )
            % {"text": text}
        )
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise FaultyRequest(
            _("时间“%(text)s”太远：请写 %(first)s 年至 %(last)s 年之间的时间。")
            % {"text": text, "first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return found
