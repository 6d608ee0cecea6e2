"""The pages of the environment that are more than a list or a case."""

from zhiliang.systems.environment.views import calendar, overview

urlpatterns = [*overview.urlpatterns, *calendar.urlpatterns]
