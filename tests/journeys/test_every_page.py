"""Every page is sound at every width, in both lights and languages."""

import pytest

from tests.journeys.walking import DESKS, PUBLIC, Walk

pytestmark = [pytest.mark.browser, pytest.mark.once]

HEAVIEST = 300_000
LIGHTS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
everywhere = pytest.mark.parametrize(("width", "light"), LIGHTS)


@everywhere
@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_sound(visitor, path, width, light):
    walk = Walk(visitor(width=width, color_scheme=light).new_page()).open(path)
    assert walk.complaints == []
    assert walk.overflow <= 0
    assert walk.nameless() == []
    assert walk.pale() == []


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_in_english_is_sound_on_a_phone(visitor, path):
    walk = Walk(visitor(width=390).new_page()).open(f"/en{path}")
    assert (walk.complaints, walk.overflow <= 0, walk.nameless()) == ([], True, [])


@pytest.mark.parametrize(("username", "path"), DESKS)
@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_behind_the_sign_in_is_sound(signed_in, username, path, width):
    walk = Walk(signed_in(username, width=width)).open(path)
    assert walk.complaints == []
    assert walk.overflow <= 0
    assert walk.nameless() == []
    assert walk.pale() == []


@pytest.mark.parametrize("path", PUBLIC)
def test_controls_are_large_enough_for_a_thumb(visitor, path):
    walk = Walk(visitor(width=390).new_page()).open(path)
    assert walk.small() == []


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_is_light_before_its_charts(visitor, path):
    walk = Walk(visitor().new_page()).open(path)
    assert sum(walk.received.values()) <= HEAVIEST


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_has_its_landmarks(page, path):
    page.goto(path)
    for landmark in ("banner", "main", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1
    assert page.get_by_role("navigation", name="目录").count() == 1
    assert page.get_by_role("heading", level=1).count() == 1


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_can_be_read_without_script(visitor, path):
    page = visitor(java_script_enabled=False).new_page()
    page.goto(path)
    assert page.get_by_role("heading", level=1).inner_text()
    assert page.get_by_role("main").inner_text().count("\n") > 3
