"""The pages of the environment that are more than a list or a case."""

from zhiliang.systems.environment.views import (
    air_day,
    board,
    calendar,
    case_files,
    case_trace,
    episodes,
    gateway,
    ledger,
    overview,
    quality,
    readings,
    trace,
)

entrances = overview.VIEWS

urlpatterns = [
    *overview.urlpatterns,
    *board.urlpatterns,
    *trace.urlpatterns,
    *readings.urlpatterns,
    *case_trace.urlpatterns,
    *case_files.urlpatterns,
    *calendar.urlpatterns,
    *air_day.urlpatterns,
    *episodes.urlpatterns,
    *quality.urlpatterns,
    *gateway.urlpatterns,
    *ledger.urlpatterns,
]
