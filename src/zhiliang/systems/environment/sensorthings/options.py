"""Query options ($filter, $expand, $select, $orderby, $top, $skip, $count, $resultFormat)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from zhiliang.systems.environment.sensorthings.fault import FaultyRequest
from zhiliang.systems.environment.sensorthings.syntax import Node, Path, parse_filter

TOP, MOST, MOST_FLAT = 100, 1000, 20_000
FURTHEST = 1_000_000
DEEPEST = 4
MOST_ORDERS = 6
LONGEST_NUMBER = 9
JSON, DATA_ARRAY, CSV = "", "dataArray", "CSV"
FORMATS = {"": JSON, "dataarray": DATA_ARRAY, "csv": CSV}
PLAIN = ("$filter", "$select", "$orderby", "$top", "$skip", "$count", "$expand")


@dataclass(frozen=True)
class Order:
    """One key of an order."""

    path: Path
    descending: bool


@dataclass(frozen=True)
class Options:
    """What is asked of one collection or entity; `texts` is how it was written."""

    where: Node | None = None
    select: tuple[str, ...] = ()
    order: tuple[Order, ...] = ()
    top: int = TOP
    skip: int = 0
    count: bool = False
    expand: Mapping[str, "Options"] = field(default_factory=dict)
    format: str = JSON
    texts: Mapping[str, str] = field(default_factory=dict)


def read_options(given: Mapping[str, str]) -> Options:
    """Options of a request; FaultyRequest for one that is unknown or means nothing."""
    form = given.get("$resultFormat", "")
    if form.lower() not in FORMATS:
        raise FaultyRequest(_("$resultFormat 只有 dataArray 和 CSV。"))
    rest = {name: text for name, text in given.items() if name != "$resultFormat"}
    return _options(rest, depth=0, form=FORMATS[form.lower()], kept=given)


def _options(
    given: Mapping[str, str], *, depth: int, form: str = JSON, kept: Mapping[str, str] | None = None
) -> Options:
    unknown = [name for name in given if name not in PLAIN]
    if unknown:
        raise FaultyRequest(
            _("没有查询选项“%(name)s”。可用的有 %(known)s、$resultFormat。")
            % {"name": unknown[0][:40], "known": _("、").join(PLAIN)}
        )
    most = MOST_FLAT if form else MOST
    return Options(
        where=parse_filter(given["$filter"]) if given.get("$filter") else None,
        select=tuple(_names(given.get("$select", ""))),
        order=tuple(_orders(given.get("$orderby", ""))),
        top=_number(given, "$top", TOP, most),
        skip=_number(given, "$skip", 0, FURTHEST),
        count=_truth(given.get("$count", "false")),
        expand=_expand(given.get("$expand", ""), depth + 1),
        format=form,
        texts=dict(given if kept is None else kept),
    )


def _names(text: str) -> Iterable[str]:
    for name in filter(None, (part.strip() for part in text.split(","))):
        yield "id" if name == "@iot.id" else name


def _orders(text: str) -> Iterable[Order]:
    keys = [part.split() for part in text.split(",") if part.strip()]
    for words in keys:
        if len(words) > 2 or words[1:] not in ([], ["asc"], ["desc"]) or len(keys) > MOST_ORDERS:
            raise FaultyRequest(_("$orderby 写成“属性 asc”或“属性 desc”，用逗号分开，最多六项。"))
        path = parse_filter(words[0])
        if not isinstance(path, Path):
            raise FaultyRequest(_("$orderby 只能按属性排序。"))
        yield Order(path, words[1:] == ["desc"])


def _number(given: Mapping[str, str], name: str, usual: int, most: int) -> int:
    text = given.get(name, "")
    if not text:
        return usual
    if not (text.isascii() and text.isdigit()):
        raise FaultyRequest(_("%(name)s 要是不小于 0 的整数。") % {"name": name})
    if len(text) > LONGEST_NUMBER:
        words = {"name": name, "most": most}
        raise FaultyRequest(_("%(name)s 太大：一次最多 %(most)s 个。") % words)
    if name == "$skip" and int(text) > most:
        raise FaultyRequest(
            _("$skip 最多 %(most)s：请改用 $filter 缩小时间范围。") % {"most": most}
        )
    return min(int(text), most)


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise FaultyRequest(_("$count 只能是 true 或 false。"))
    return text == "true"


def _expand(text: str, depth: int) -> dict[str, Options]:
    if not text.strip():
        return {}
    if depth > DEEPEST:
        raise FaultyRequest(_("$expand 最多 %(most)s 层。") % {"most": DEEPEST})
    found: dict[str, Options] = {}
    for part in _split(text, ","):
        name, inner = _named(part)
        first, _slash, rest = name.partition("/")
        given = dict(_pair(option) for option in _split(inner, ";") if option.strip())
        if rest:
            given = {"$expand": f"{rest}({inner})" if inner else rest}
        found[first] = _merged(found.get(first), _options(given, depth=depth))
    return found


def _merged(known: Options | None, more: Options) -> Options:
    """Options of a link that is expanded along two ways: Datastreams/Sensor,Datastreams/Thing."""
    if known is None:
        return more
    texts = {**known.texts, **more.texts}
    both = [one.texts["$expand"] for one in (known, more) if "$expand" in one.texts]
    if both:
        texts["$expand"] = ",".join(both)
    return _options(texts, depth=1)


def _named(part: str) -> tuple[str, str]:
    name, bracket, rest = part.strip().partition("(")
    if bracket and not rest.endswith(")"):
        raise FaultyRequest(_("$expand 的括号没有配对。"))
    return name.strip(), rest[:-1]


def _pair(option: str) -> tuple[str, str]:
    name, _equals, text = option.partition("=")
    return name.strip(), text.strip()


def _split(text: str, mark: str) -> list[str]:
    """Parts between marks that stand outside of brackets and quotes."""
    parts, depth, quoted, start = [], 0, False, 0
    for at, letter in enumerate(text):
        quoted ^= letter == "'"
        depth += 0 if quoted else (letter == "(") - (letter == ")")
        if depth < 0:
            break
        if letter == mark and not depth and not quoted:
            parts.append(text[start:at])
            start = at + 1
    if depth or quoted:
        raise FaultyRequest(_("$expand 的括号或引号没有配对。"))
    return [*parts, text[start:]]
