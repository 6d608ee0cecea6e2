"""A consumer scans a packet, on whatever phone and network there is."""

import pytest

from tests.journeys.walking import SCANS

pytestmark = [pytest.mark.browser, pytest.mark.once]

LIGHTEST = 50_000
WALKS = [(path, *light, "") for path in SCANS for light in ((390, "light"), (320, "dark"))]
WALKS += [(f"/en{SCANS[0]}", 320, "light", "")]
every_walk = pytest.mark.parametrize("walk", WALKS, ids=lambda walk: "-".join(map(str, walk)))


@every_walk
def test_it_is_sound_on_a_small_screen(found, walk):
    seen = found(*walk)
    assert (seen.complaints, seen.nameless, seen.pale, seen.small) == ((), (), (), ())
    assert seen.overflow <= 0


@every_walk
def test_it_is_light(found, walk):
    assert found(*walk).weight < LIGHTEST


def test_it_is_read_without_script(visitor):
    page = visitor(java_script_enabled=False).new_page()
    page.goto(SCANS[0])
    told = page.get_by_role("main").inner_text()
    assert "示例乳业有限公司" in told and "湛江市" in told
    assert "示例超市" not in told


def test_a_code_that_is_typed_leads_to_its_page(visitor):
    page = visitor().new_page()
    page.goto("/traceability/")
    page.get_by_label("条码、批号或者二维码内容").fill("9520084000037")
    page.get_by_role("button", name="查询").click()
    page.wait_for_url("**/01/09520084000037")
    assert page.get_by_role("heading", level=1).inner_text() == "示例原味酸奶"
