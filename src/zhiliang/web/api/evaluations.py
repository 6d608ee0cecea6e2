"""Evaluations: grades and targets for everybody, scores and items for who may read them."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from zhiliang.core.models import Document
from zhiliang.core.policy import visible
from zhiliang.evaluation.results import subject_of
from zhiliang.web.reading import Reading

router = Router(tags=["evaluations"])


class EvaluationOut(Schema):
    """A year that was evaluated; `version` is the one in force."""

    year: int
    version: int
    scheme: str
    scheme_digest: str
    manifest: int
    digest: str


class DocumentOut(Schema):
    """An issued document."""

    id: int
    kind: str
    number: str
    title: str
    year: int
    language: str
    sha256: str


@router.get("/evaluations", response=list[EvaluationOut], summary="已评价的年度")
def evaluations(request: HttpRequest) -> list[Any]:
    """Return the evaluated years, newest first."""
    reading = Reading(request.user)
    return [reading.evaluation(year) for year in reading.years]


@router.get("/evaluations/{year}", response=dict[str, Any], summary="一个年度的评价结果")
def evaluation(request: HttpRequest, year: int) -> dict[str, Any]:
    """Return the results document of a year, as far as the reader may see it."""
    results = Reading(request.user).results(year)
    if results is None:
        raise Http404(f"{year} 年没有评价")
    return results


@router.get("/evaluations/{year}/{code}", response=dict[str, Any], summary="一个被评价对象")
def subject(request: HttpRequest, year: int, code: str) -> dict[str, Any]:
    """Return one subject of a year."""
    found = subject_of(evaluation(request, year), code)
    if found is None:
        raise Http404(f"{year} 年没有评价 {code}")
    return dict(found)


@router.get("/targets", response=list[dict[str, Any]], tags=["targets"], summary="25项目标的情况")
def targets(request: HttpRequest, year: int | None = None) -> list[dict[str, Any]]:
    """Return how the 25 targets stand in a year (left out: the newest evaluated one)."""
    reading = Reading(request.user)
    wanted = year or (reading.years[0] if reading.years else 0)
    listed: list[dict[str, Any]] = evaluation(request, wanted)["targets"]
    return listed


@router.get("/documents", response=list[DocumentOut], tags=["documents"], summary="已生成的公文")
def documents(request: HttpRequest) -> Any:
    """Return the issued documents; the file is at /documents/<id>/."""
    return visible(request.user, Document)
