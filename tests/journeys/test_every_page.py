"""Every page is sound at every width, in both lights and languages."""

import pytest

from tests.journeys.walking import DESKS, PUBLIC

pytestmark = [pytest.mark.browser, pytest.mark.once]

HEAVIEST = 300_000
LIGHTS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
WALKS = [(path, *light, "") for path in PUBLIC for light in LIGHTS]
WALKS += [(f"/en{path}", 390, "light", "") for path in PUBLIC]
WALKS += [(path, *light, who) for who, path in DESKS for light in (LIGHTS[0], LIGHTS[3])]
every_walk = pytest.mark.parametrize("walk", WALKS, ids=lambda walk: "-".join(map(str, walk)))


@every_walk
def test_the_browser_has_no_complaint(found, walk):
    assert found(*walk).complaints == ()


@every_walk
def test_nothing_is_wider_than_the_window(found, walk):
    assert found(*walk).overflow <= 0


@every_walk
def test_everything_that_can_be_used_has_a_name(found, walk):
    assert found(*walk).nameless == ()


@every_walk
def test_every_text_has_contrast(found, walk):
    assert found(*walk).pale == ()


@pytest.mark.parametrize("path", PUBLIC)
def test_controls_are_large_enough_for_a_thumb(found, path):
    assert found(path, 390, "light", "").small == ()


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_is_light_before_its_charts(found, path):
    assert found(path, 1280, "light", "").weight <= HEAVIEST


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_has_its_landmarks_and_can_be_read_without_script(visitor, path):
    page = visitor(java_script_enabled=False).new_page()
    page.goto(path)
    for landmark in ("banner", "main", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1
    assert page.get_by_role("navigation", name="目录").count() == 1
    assert page.get_by_role("heading", level=1).inner_text()
    assert page.get_by_role("main").inner_text().count("\n") > 3
