"""GS1 Digital Link URIs, read as GS1's syntax engine reads them.

The path is searched from its end for the last pair /key/value whose key is a primary one; what
stands before is the stem. Of a domain only the characters are judged, a fragment is not read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zhiliang.methods.gs1.characters import NOT_IN_A_DOMAIN, URI, is_digits
from zhiliang.methods.gs1.elements import MOST_ELEMENTS, ai_string
from zhiliang.methods.gs1.percent import unescape, unescape_query
from zhiliang.methods.gs1.unknown import unknown_row
from zhiliang.methods.gs1.values import Element, check_element, check_length, row_of
from zhiliang.methods.tables.gs1 import key_sequences, rows

SCHEMES = ("https://", "HTTPS://", "http://", "HTTP://")
LONGEST = 8191
GTIN = "01"
SHORT_GTINS = (8, 12, 13)
# Names for identifiers in a path, which the standard no longer has.
_ALPHAS = """
cpid=8010 cpsn=8011 cpv=22 gcn=255 gdti=253 giai=8004 ginc=401 gln=414 glnx=254 gmn=8013 grai=8003
gsin=402 gsrn=8018 gsrnp=8017 gtin=01 itip=8006 lot=10 party=417 refno=8020 ser=21 srin=8019 sscc=00
"""
ALPHAS = dict(pair.split("=") for pair in _ALPHAS.split())


@dataclass(frozen=True)
class DigitalLink:
    """A Digital Link: where it points to, what it identifies, and what it says about that.

    `stem` is scheme, domain and the path before the key; `qualifiers` follow the key in the path;
    `attributes` and `ignored` (not GS1's, undecoded) come from the query string, in its order.
    """

    stem: str
    key: Element
    qualifiers: tuple[Element, ...]
    attributes: tuple[Element, ...]
    ignored: tuple[str, ...]

    @property
    def identifiers(self) -> tuple[Element, ...]:
        """Key and qualifiers: what the link identifies."""
        return (self.key, *self.qualifiers)

    @property
    def elements(self) -> tuple[Element, ...]:
        """All elements, in the order of the link."""
        return (*self.identifiers, *self.attributes)

    @property
    def ai_string(self) -> str:
        """All elements as a barcode holds them, ^ for FNC1."""
        return ai_string(self.elements)


def parse_digital_link(
    uri: str,
    *,
    permit_convenience_alphas: bool = False,
    permit_zero_suppressed_gtin: bool = False,
    permit_unknown_ais: bool = False,
) -> DigitalLink:
    """Read a Digital Link; accepts and refuses as GS1's syntax engine does with these options.

    `permit_convenience_alphas` reads /gtin/…/lot/… in the path too, `permit_zero_suppressed_gtin`
    fills GTINs of 8, 12 and 13 digits up to 14, `permit_unknown_ais` keeps numeric parameters that
    could be identifiers but are not in the dictionary (its permitUnknownAIs, without its
    validation that they are no attributes). Which identifiers may stand beside one another
    on a label is not asked here (`check_associations`).

    Raises
    ------
    ValueError
        Says why it is no Digital Link.

    Examples
    --------
    >>> parse_digital_link("https://a/01/12312312312333/10/ABC?17=261231").ai_string
    '^011231231231233310ABC^17261231'
    """
    start = _start_of_path(uri)
    path, _, query = uri[start:].partition("#")[0].partition("?")
    alphas = ALPHAS if permit_convenience_alphas else {}
    short = SHORT_GTINS if permit_zero_suppressed_gtin else ()
    stem, pairs = _split_path(path, alphas)
    in_path = [_element(ai, unescape(text), short) for ai, text in pairs]
    _check_count(len(in_path), query)
    attributes, ignored = _split_query(query, _unknown if permit_unknown_ais else _known)
    in_query = [_element(ai, unescape_query(text), short) for ai, text in attributes]
    _check_path(in_path)
    _check_attributes(in_path, in_query)
    for element in in_path + in_query:
        check_element(element)
    return DigitalLink(
        uri[:start] + stem, in_path[0], tuple(in_path[1:]), tuple(in_query), tuple(ignored)
    )


def _start_of_path(uri: str) -> int:
    if len(uri) > LONGEST:
        raise ValueError(f"a Digital Link has {LONGEST} characters at most, not {len(uri)}")
    if not URI.issuperset(uri):
        raise ValueError(f"not a URI, it may not have {''.join(sorted(set(uri) - URI))!r}: {uri!r}")
    scheme = next((scheme for scheme in SCHEMES if uri.startswith(scheme)), None)
    if scheme is None:
        raise ValueError(f"a Digital Link begins with https:// or http://, not {uri[:8]!r}")
    domain, slash, _ = uri[len(scheme) :].partition("/")
    if NOT_IN_A_DOMAIN.intersection(domain):
        raise ValueError(f"not a domain: {domain!r}")
    if not domain or not slash:
        raise ValueError(f"no domain, or no path behind it: {uri!r}")
    return len(scheme) + len(domain)


def _split_path(path: str, alphas: dict[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """Cut `path` into the stem's part and the pairs of identifier and value, undecoded."""
    segments = path.split("/")
    pairs: list[tuple[str, str]] = []
    for at in range(len(segments) - 2, 0, -2):
        ai = alphas.get(segments[at], segments[at])
        row = rows().get(ai)
        if row is None:
            break
        pairs.append((ai, segments[at + 1]))
        if row.qualifiers is not None:
            return "/".join(segments[:at]), pairs[::-1]
    raise ValueError(f"no GS1 key at the end of the path {path!r}")


def _known(name: str) -> bool:
    return name in rows()


def _unknown(name: str) -> bool:
    return name in rows() or unknown_row(name) is not None


def _split_query(
    query: str, permitted: Callable[[str], bool]
) -> tuple[list[tuple[str, str]], list[str]]:
    """Cut `query` into identifiers with values, and what is not GS1's."""
    attributes, ignored = [], []
    for part in filter(None, query.split("&")):
        name, equals, value = part.partition("=")
        if not equals or (name and not is_digits(name)):
            ignored.append(part)
        elif permitted(name):
            attributes.append((name, value))
        else:
            raise ValueError(f"no application identifier ({name}), in the query string {query!r}")
    return attributes, ignored


def _check_count(in_path: int, query: str) -> None:
    # GS1's engine counts an empty parameter after a last "&".
    parameters = sum(1 for part in query.split("&") if part) + query.endswith("&")
    if in_path + parameters > MOST_ELEMENTS:
        raise ValueError(f"more than {MOST_ELEMENTS} elements and parameters")


def _element(ai: str, value: str, short: tuple[int, ...]) -> Element:
    if not value:
        raise ValueError(f"({ai}) is empty")
    if "\0" in value:
        raise ValueError(f"({ai}) has a null character: {value!r}")
    if ai == GTIN and len(value) in short:
        value = value.rjust(14, "0")
    element = Element(ai, value)
    check_length(element)
    return element


def _check_path(in_path: list[Element]) -> None:
    sequence = tuple(ai for ai, _ in in_path)
    if sequence not in key_sequences():
        raise ValueError(f"({sequence[0]}) cannot be qualified in this order: {sequence[1:]}")


def _check_attributes(in_path: list[Element], in_query: list[Element]) -> None:
    sequence = [ai for ai, _ in in_path]
    seen = set(sequence)
    for ai, _ in in_query:
        if ai in seen:
            raise ValueError(f"({ai}) stands twice in the link")
        seen.add(ai)
        if not row_of(ai).attribute:
            raise ValueError(f"({ai}) may not stand in a query string")
        if any(_longer(sequence, ai)):
            raise ValueError(f"({ai}) belongs in the path, behind ({sequence[0]})")


def _longer(sequence: list[str], ai: str) -> Iterator[bool]:
    """Tell for each place behind the key whether the path could hold `ai` there."""
    for place in range(1, len(sequence) + 1):
        yield (*sequence[:place], ai, *sequence[place:]) in key_sequences()
