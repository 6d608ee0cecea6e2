"""The pages of the environment system that are more than a list, a case or a form."""

from zhiliang.systems.environment.views import ledger

urlpatterns = [*ledger.urlpatterns]
