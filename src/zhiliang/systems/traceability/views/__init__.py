"""Addresses of traceability beside lists and cases."""

from zhiliang.systems.traceability.views import capturing, events, naming, root, subscribing

urlpatterns = [
    *root.urlpatterns,
    *capturing.urlpatterns,
    *events.urlpatterns,
    *naming.urlpatterns,
    *subscribing.urlpatterns,
]
