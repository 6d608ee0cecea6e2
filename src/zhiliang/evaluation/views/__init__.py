"""Pages of the evaluation that are more than a list, a case or a form."""

from django.urls import path

from zhiliang.evaluation.views.cycle import (
    case_evidence,
    draw_record,
    review_desk,
    review_evidence,
)
from zhiliang.evaluation.views.discrepancies import discrepancies

urlpatterns = [
    path("cases/<int:pk>/evidence/<slug:sha256>/", case_evidence, name="cases-evidence"),
    path("reviews/<int:pk>/evidence/<slug:sha256>/", review_evidence, name="reviews-evidence"),
    path("reviews/desk/", review_desk, name="review_desk"),
    path("draws/<int:pk>/record/", draw_record, name="draw_record"),
    path("discrepancies/<int:year>/", discrepancies, name="discrepancies"),
]
