"""XML read without harm: no entities, no DTD but an empty one, nothing fetched, bounded."""

import re
import sys
from xml.etree.ElementTree import Element, TreeBuilder

from defusedxml import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import DefusedXMLParser, ParseError

DEPTH = 100
# What Chinese systems write and expat does not read; GB 18030 takes in the other two.
DECLARED = re.compile(rb"\s*<\?xml[^>]*\sencoding\s*=\s*[\"'](gb2312|gbk|gb18030)[\"']", re.I)


class Hostile(ValueError):
    """A document that would do harm, or is too large to be an honest one."""


class Tree(TreeBuilder):
    """A tree that is not too deep and has not too many elements."""

    def __init__(self, *, elements: int = sys.maxsize) -> None:
        super().__init__()
        self._depth = 0
        self._left = elements

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:  # noqa: D102
        self._depth += 1
        self._left -= 1
        if self._depth > DEPTH:
            raise Hostile(f"XML is nested more than {DEPTH} levels deep: make it flatter")
        if self._left < 0:
            raise Hostile("XML has too many elements: split the document")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:  # noqa: D102
        self._depth -= 1
        return super().end(tag)


class Parser(DefusedXMLParser):  # type: ignore[misc]
    """Refuses entities, external references and any DTD but an empty one (GS1 has these)."""

    def defused_start_doctype_decl(  # noqa: D102
        self, name: str, sysid: str | None, pubid: str | None, has_internal_subset: int
    ) -> None:
        if sysid or pubid or has_internal_subset:
            raise DTDForbidden(name, sysid, pubid)


def parse_into(tree: Tree, data: bytes) -> Element:
    """Return the root element of an XML document, built by `tree`.

    Raises
    ------
    ValueError
        Not well-formed (with line and column), or (Hostile) not harmless.
    """
    parser = Parser(target=tree, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(_decoded(data))
        root: Element = parser.close()
    except DefusedXmlException as danger:
        raise Hostile(
            "XML with a DTD, entities or external references is refused: send the document "
            f"without <!DOCTYPE …> ({type(danger).__name__})"
        ) from danger
    except LookupError as error:
        raise ValueError(f"save the document as UTF-8: {error}") from error
    except ParseError as error:
        line, column = error.position
        reason = str(error).partition(":")[0]
        raise ValueError(
            f"not well-formed XML at line {line}, column {column + 1}: {reason}"
        ) from error
    return root


def _decoded(data: bytes) -> bytes | str:
    declared = DECLARED.match(data)
    if declared is None:
        return data
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        name = declared[1].decode()
        raise ValueError(f"byte {error.start + 1} is no {name}: save it as UTF-8") from error
