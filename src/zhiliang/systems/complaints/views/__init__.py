"""The pages of complaints that are more than a list or a case."""

from django.utils.translation import gettext_lazy as _

from zhiliang.systems.complaints.views import board, evidence, open311, papers, room, secrets

entrances = (
    ("complaints_board", _("投诉举报台"), _("最先到期的在最前，逾期的标红；没有承办人的单列。")),
)

urlpatterns = [
    *board.urlpatterns,
    *evidence.urlpatterns,
    *secrets.urlpatterns,
    *papers.urlpatterns,
    *open311.urlpatterns,
    *room.urlpatterns,
]
