"""No route without a decision who may open it."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from zhiliang.core.pages.guards import guard_of

pytestmark = pytest.mark.once

# Views of libraries, which can't carry a mark of ours: name → why anybody may open it.
PUBLIC: dict[str, str] = {
    "login": "who isn't signed in yet",
    "logout": "only ends a session",
    "set_language": "only changes the visitor's own cookie",
}


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, path)
        else:
            yield path, entry


def all_routes() -> list[tuple[str, URLPattern]]:
    return list(routes(get_resolver()))


def test_every_route_says_who_may_open_it():
    undecided = [
        f"{path} ({route.name})"
        for path, route in all_routes()
        if guard_of(route.callback) is None and route.name not in PUBLIC
    ]
    assert undecided == []


@pytest.mark.django_db
def test_a_visitor_is_sent_to_the_login_page(client):
    closed = [
        f"/{path}"
        for path, route in all_routes()
        if isinstance(guard_of(route.callback), tuple) and "<" not in path and "(" not in path
    ]
    opened = [path for path in closed if client.get(path).status_code != 302]
    assert opened == []
