"""Addresses of traceability beside lists and cases."""

from zhiliang.systems.traceability.views import (
    capturing,
    desk,
    events,
    explorer,
    lookup,
    naming,
    root,
    scan,
    subscribing,
)

urlpatterns = [
    *root.urlpatterns,
    *capturing.urlpatterns,
    *events.urlpatterns,
    *naming.urlpatterns,
    *subscribing.urlpatterns,
    *scan.urlpatterns,
    *lookup.urlpatterns,
    *desk.urlpatterns,
    *explorer.urlpatterns,
]
