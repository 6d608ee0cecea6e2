"""Announced recalls in the shape of the OECD's GlobalRecalls portal, as JSON and CSV.

待核: the OECD publishes no schema. The names are those that its public search service answered with
(countryId, id, date, product.name, extUrl, imageUri, languageId, manufacturer.country) and the
labels of its detail pages (hazard, injury, action, units), as others recorded them; the XML that
member economies upload was not seen.
"""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path, reverse
from django.utils import timezone

from zhiliang.core.feed import write_csv
from zhiliang.core.pages.guards import by_policy
from zhiliang.core.policy import visible
from zhiliang.systems.recalls.models import AnnouncedRecall

COUNTRY = {"countryId": "CN", "countryName": "China"}
COLUMNS = (
    "id",
    "countryId",
    "countryName",
    "date",
    "languageId",
    "product.name",
    "product.type",
    "product.model",
    "product.description",
    "manufacturer.name",
    "manufacturer.country",
    "hazard",
    "injury",
    "action",
    "units",
    "extUrl",
    "imageUri",
    "status",
    "sample",
)


def _rows(request: HttpRequest) -> Iterator[dict[str, str]]:
    found = visible(request.user, AnnouncedRecall).select_related("firm")
    for recall in found.order_by("-announced_at", "-pk"):
        yield _row(recall, request)


def _row(recall: AnnouncedRecall, request: HttpRequest) -> dict[str, str]:
    english = bool(recall.product_en)
    assert recall.announced_at
    address = reverse("recalls/announced-case", kwargs={"pk": recall.pk})
    return {
        "id": recall.number,
        **COUNTRY,
        "date": timezone.localtime(recall.announced_at).date().isoformat(),
        "languageId": "EN" if english else "ZH",
        "product.name": recall.product_en or recall.product,
        "product.type": recall.regime_key,
        "product.model": " ".join(filter(None, (recall.brand, recall.model_spec))),
        "product.description": recall.batches,
        "manufacturer.name": recall.firm.name,
        "manufacturer.country": "CN",
        "hazard": (recall.reason_en if english else "") or recall.reason,
        "injury": (recall.harm_en if english else "") or recall.harm,
        "action": (recall.advice_en if english else "") or recall.advice,
        "units": recall.quantity,
        "extUrl": request.build_absolute_uri(address),
        "imageUri": "",
        "status": recall.state,
        "sample": "true" if recall.sample else "false",
    }


@by_policy
def global_json(request: HttpRequest) -> JsonResponse:
    """`results` as the portal's search answers."""
    rows: list[dict[str, Any]] = list(_rows(request))
    return JsonResponse(
        {"total": len(rows), "schema": "GlobalRecalls-shaped, 待核", "results": rows},
        json_dumps_params={"ensure_ascii": False},
    )


@by_policy
def global_csv(request: HttpRequest) -> HttpResponse:
    """The same, a row each."""
    body = write_csv(COLUMNS, ([row[name] for name in COLUMNS] for row in _rows(request)))
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="global-recalls.csv"'
    return response


urlpatterns = [
    path("recalls/announced/global-recalls.json", global_json, name="recalls_global_json"),
    path("recalls/announced/global-recalls.csv", global_csv, name="recalls_global_csv"),
]
