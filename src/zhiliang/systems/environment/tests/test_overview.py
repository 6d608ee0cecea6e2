"""Nothing of the environment is an orphan: the overview and the chapter lead everywhere."""

import pytest
from django.urls import reverse

from zhiliang.core.pages import pages
from zhiliang.systems.environment.views import entrances
from zhiliang.systems.environment.views.overview import VIEWS

OWN = [page for page in pages() if page.key.startswith("environment/")]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["environment", "chapter"])
def test_every_view_and_every_open_list_is_linked(client, guangdong, name):
    kwargs = {"key": "environment"} if name == "chapter" else {}
    text = client.get(reverse(name, kwargs=kwargs)).content.decode()
    wanted = [reverse(route) for route, *_words in entrances]
    wanted += [page.url for page in OWN if page.audience == "public"]
    assert [url for url in wanted if f'href="{url}"' not in text] == []


def test_an_officer_also_finds_the_lists_of_the_parties(client, officer):
    client.force_login(officer)
    text = client.get(reverse("environment")).content.decode()
    assert [page.key for page in OWN if f'href="{page.url}"' not in text] == []


def test_a_visitor_is_not_led_to_what_is_closed(client, guangdong):
    text = client.get(reverse("environment")).content.decode()
    closed = [page.url for page in OWN if page.audience != "public"]
    assert [url for url in closed if f'href="{url}"' in text] == []


def test_the_overview_names_each_view_once():
    assert len({route for route, *_words in VIEWS}) == len(VIEWS)
