"""What is reported: an assessment with its matrices, and how an incident stands."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from zhiliang.core.notice.edition import Pair
from zhiliang.core.notice.form import Cell, Form, Grid, Part, Row
from zhiliang.core.notice.letter import Block
from zhiliang.systems.risk.assessing import Reading, readings_of, shifts_of
from zhiliang.systems.risk.documents.edition import Edition
from zhiliang.systems.risk.grading import graded
from zhiliang.systems.risk.models import (
    Assessment,
    Response,
    RiskLevel,
    Scenario,
    SituationReport,
    hazard_words,
    product_words,
)


def assessment_report(assessment: Assessment, edition: Edition) -> Form:
    """Scenarios multiplied out, the matrices side by side, sensitivity, opinions, conclusion."""
    words, readings = edition.words, readings_of(assessment)
    adopted = next((one for one in readings if one.matrix.key == assessment.matrix), None)
    pairs: list[Pair] = [
        ("number", assessment.number),
        ("place", assessment.place),
        ("product", product_words(assessment.product)),
        ("hazard", hazard_words(assessment.hazard)),
        ("risk", assessment.get_level_display()),
        ("matrix", adopted.name if adopted else ""),
        ("measure", assessment.get_measure_display()),
    ]
    body: list[Part] = [
        edition.facts(pairs),
        Block(1, heading=words("assessment_report.question")),
        *edition.paragraphs(assessment.question),
        Block(1, heading=words("assessment_report.scenarios")),
        *_scenarios(assessment, edition),
        Block(1, heading=words("assessment_report.matrices")),
        _matrices(readings, edition),
        *_sensitivity(assessment, edition),
        *_opinions(assessment, edition),
        Block(1, heading=words("assessment_report.conclusion")),
        *edition.paragraphs(assessment.conclusion),
    ]
    agency = _("%(place)s市场监督管理局") % {"place": assessment.place}
    title = words("assessment_report.title")
    return edition.form(assessment, title, body, agency=agency, notes=_unchecked(readings, edition))


def _scenarios(assessment: Assessment, edition: Edition) -> Iterator[Part]:
    words = edition.words
    for one in assessment.scenarios.all():
        yield Block(
            2,
            heading=words("assessment_report.scenario", number=one.number, words=one.words),
        )
        yield Block(
            0,
            text=words(
                "assessment_report.product",
                steps=" × ".join(f"{chance}（{text}）" for chance, text in one.lines),
                probability=one.probability,
                injury=one.injury,
                severity=one.severity,
            ),
        )


def _matrices(readings: list[Reading], edition: Edition) -> Grid:
    words = edition.words
    heads = ("matrix", "level", "certainty")
    rows = [
        Row(tuple(Cell(words(f"assessment_report.{one}"), label=True) for one in heads), head=True)
    ]
    for one in readings:
        level = str(RiskLevel(one.level).label) if one.level else "—"
        rows.append(Row((Cell(one.name), Cell(level), Cell(one.matrix.certainty))))
    return Grid((60, 18, 22), tuple(rows))


def _sensitivity(assessment: Assessment, edition: Edition) -> Iterator[Part]:
    scenarios: list[Scenario] = list(assessment.scenarios.all())
    if scenarios and assessment.matrix:
        yield Block(1, heading=edition.words("assessment_report.sensitivity"))
    for one in scenarios if assessment.matrix else ():
        found = shifts_of(one, assessment.matrix)
        yield Block(
            0,
            text=edition.words(
                "assessment_report.stable",
                number=one.number,
                low=RiskLevel(found.lowest).label,
                high=RiskLevel(found.highest).label,
            ),
        )


def _opinions(assessment: Assessment, edition: Edition) -> Iterator[Part]:
    opinions = list(assessment.opinions.all())
    if opinions:
        yield Block(1, heading=edition.words("assessment_report.opinions"))
    for one in opinions:
        told = {"expert": one.expert, "stance": one.get_stance_display(), "ground": one.ground}
        yield Block(0, text=edition.words("assessment_report.opinion", **told))


def _unchecked(readings: list[Reading], edition: Edition) -> list[str]:
    return [edition.words("common.unchecked", note=one.name) for one in readings if one.unchecked]


def situation_report(report: SituationReport, edition: Edition) -> Form:
    """How an incident stands, with the toll as it was when the report was filed."""
    words, incident = edition.words, report.incident
    found = graded(incident)
    pairs: list[Pair] = [
        ("number", incident.number),
        ("kind", incident.get_kind_display()),
        ("place", incident.place),
        ("occurred", edition.moment(incident.occurred_at)),
        ("known", edition.moment(incident.known_at)),
        ("deaths", report.deaths),
        ("serious", report.serious),
        ("hurt", report.hurt),
        ("loss", f"{report.loss:,}"),
        ("grade", incident.get_grade_display()),
        ("response", Response(incident.response).label if incident.response else ""),
        ("plan", incident.plan),
    ]
    body: list[Part] = [
        edition.facts(pairs),
        Block(1, heading=words("situation_report.situation")),
        *edition.paragraphs(report.text),
    ]
    if report.next_steps:
        body.append(Block(1, heading=words("situation_report.next")))
        body += edition.paragraphs(report.next_steps)
    notes = [f"{found.grading.law} {found.condition.article}"] if found else []
    return edition.form(
        incident,
        words("situation_report.title", kind=report.get_kind_display(), number=report.number),
        body,
        agency=_("%(place)s人民政府") % {"place": incident.place},
        to=report.to,
        notes=notes,
    )
