"""The circular (通报): grades only, cities praised, places criticised, departments. 四(四).

Scores never appear: published circulars give grades, and details go to each city separately.
Inside a grade names stand in rank order, as in the published circulars.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from zhiliang.core.notice.docx import letter_docx
from zhiliang.core.notice.letter import Block, Labels, Letter, letter_pdf
from zhiliang.core.notice.number import SAMPLE_NUMBER
from zhiliang.evaluation.documents.edition import Edition, Results, Subject, is_sample
from zhiliang.evaluation.documents.picking import graded, is_criticised, is_praised, of_kind

CHAPTERS = "一二三四五六七八九"
KINDS = (("city", "cities"), ("department", "departments"), ("district", "districts"))


@dataclass(frozen=True)
class Signer:
    """Who issues the circular; empty fields take the usual wording."""

    agency: str = ""
    printed_by: str = ""
    copies_to: str = ""


def circular_pdf(
    results: Results,
    *,
    issued: date,
    number: str,
    signer: Signer | None = None,
    language: str = "zh",
) -> bytes:
    """The circular as PDF; `number` is replaced by 示例 where the results rest on sample data."""
    return letter_pdf(_circular(results, issued, number, signer, language))


def circular_docx(
    results: Results,
    *,
    issued: date,
    number: str,
    signer: Signer | None = None,
    language: str = "zh",
) -> bytes:
    """The same circular as DOCX, for officials to edit."""
    return letter_docx(_circular(results, issued, number, signer, language))


def printed_number(results: Results, number: str) -> str:
    """The number that the circular of these results bears: none of its own on sample data."""
    return SAMPLE_NUMBER if is_sample(results) else number


def _circular(
    results: Results, issued: date, number: str, signer: Signer | None, language: str
) -> Letter:
    edition = Edition(results, issued=issued, language=language, files=("circular",))
    return circular(edition, number=number, signer=signer or Signer())


def circular(edition: Edition, *, number: str, signer: Signer) -> Letter:
    """The circular before it is laid out."""
    words = edition.words
    agency = signer.agency or words("agency")
    return Letter(
        mark=words("mark", agency=agency),
        number=printed_number(edition.results, number),
        title=words("title", agency=agency, period=edition.period_text),
        addressees=words("addressees"),
        body=tuple(_body(edition)),
        signed_by=agency,
        issued=edition.issued,
        issued_text=edition.issued_text,
        copies_to=signer.copies_to or words("copies"),
        printed_by=signer.printed_by or words("printed_by"),
        sample=edition.sample,
        language=edition.language,
        labels=_labels(edition),
    )


def _labels(edition: Edition) -> Labels:
    words = edition.words
    return Labels(
        copies=words("copies_label"),
        printed=words("printed"),
        sample_badge=words("sample.badge"),
        sample_mark=words("sample.mark"),
    )


def _body(edition: Edition) -> list[Block]:
    words = edition.words
    blocks = [Block(0, text=words("opening", period=edition.period_text))]
    chapters = [chapter for chapter in _chapters(edition) if chapter[1]]
    for position, (title, content) in enumerate(chapters):
        blocks.append(Block(1, heading=_ordinal(edition, position) + title))
        blocks += content
    closing = ("details", "use", "closing")
    return blocks + [Block(0, text=words(key)) for key in closing]


def _ordinal(edition: Edition, position: int) -> str:
    return f"{CHAPTERS[position]}、" if edition.language == "zh" else f"{position + 1}. "


def _chapters(edition: Edition) -> list[tuple[str, list[Block]]]:
    words, results = edition.words, edition.results
    lists = [(words(title), _lists(edition, of_kind(results, kind))) for kind, title in KINDS]
    return [
        *lists,
        (words("praise"), _praise(edition)),
        (words("criticism"), _criticism(edition)),
    ]


def _lists(edition: Edition, subjects: list[Subject]) -> list[Block]:
    words = edition.words
    blocks = []
    for position, (grade, found) in enumerate(graded(subjects).items()):
        key = "grade_list" if grade else "ungraded_list"
        heading = words(key, grade=grade, count=len(found))
        ordinal = f"（{CHAPTERS[position]}）" if edition.language == "zh" else f"({position + 1}) "
        names = words.join([edition.short(subject) for subject in found])
        blocks.append(Block(2, heading=ordinal + heading, text=words("names", names=names)))
    return blocks


def _praise(edition: Edition) -> list[Block]:
    names = _names(edition, is_praised)
    return [Block(0, text=edition.words("praise_text", names=names))] if names else []


def _criticism(edition: Edition) -> list[Block]:
    words = edition.words
    vetoed = [s for s in edition.results["subjects"] if is_criticised(s) and s["vetoes"]]
    names = _names(edition, lambda s: is_criticised(s) and not s["vetoes"])
    texts = [words("criticism_grade", names=names)] if names else []
    texts += [_veto_text(edition, subject) for subject in vetoed]
    texts += [words("follow_up")] if texts else []
    return [Block(0, text=text) for text in texts]


def _veto_text(edition: Edition, subject: Subject) -> str:
    grounds = edition.words.join(edition.veto_names(subject))
    return edition.words("criticism_veto", name=edition.say(subject), grounds=grounds)


def _names(edition: Edition, wanted: Callable[[Subject], bool]) -> str:
    kinds = ("city", "district")
    subjects = [s for kind in kinds for s in of_kind(edition.results, kind) if wanted(s)]
    return edition.words.join([edition.say(subject) for subject in subjects])
