"""The pages of the environment that are more than a list or a case."""

from zhiliang.systems.environment.views import (
    air_day,
    board,
    calendar,
    episodes,
    ledger,
    overview,
    quality,
    readings,
    trace,
)

urlpatterns = [
    *overview.urlpatterns,
    *board.urlpatterns,
    *trace.urlpatterns,
    *readings.urlpatterns,
    *calendar.urlpatterns,
    *air_day.urlpatterns,
    *episodes.urlpatterns,
    *quality.urlpatterns,
    *ledger.urlpatterns,
]
