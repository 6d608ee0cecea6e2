"""A scope with too many lots to be read one by one: still an answer, at every width."""

import json

import pytest

from tests.journeys.conftest import served
from tests.journeys.walking import CHAIN, Walk

pytestmark = [pytest.mark.browser, pytest.mark.once]

PATH = f"/traceability/explorer/?code=09520084000013+{CHAIN:%y%m%d}"
# the demonstration is small, so the limit is as well
START = """
import sys, django; django.setup()
from django.core.management import execute_from_command_line
from zhiliang.systems.traceability.exploring import redaction
redaction.LARGE = 2
execute_from_command_line(["django", "runserver", "--noreload", sys.argv[1]])
"""


@pytest.fixture(scope="module")
def crowded(prepared):
    with served(prepared, "-c", START) as url:
        yield url


@pytest.fixture
def open_page(browser, crowded, keys):
    contexts = []

    def visit(width=1280, light="light", who="office"):
        context = browser.new_context(
            base_url=crowded,
            locale="zh-CN",
            viewport={"width": width, "height": 900},
            color_scheme=light,
            storage_state=keys(who),
        )
        contexts.append(context)
        return context.new_page()

    yield visit
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "light"), [(1280, "light"), (390, "dark")])
def test_the_light_page_is_sound(open_page, width, light):
    seen = Walk(open_page(width, light)).open(PATH).found()
    assert (seen.nameless, seen.pale) == ((), ())
    assert seen.overflow <= 0


def test_the_whole_list_is_one_click_away(open_page):
    page = open_page()
    page.goto(PATH)
    told = page.get_by_role("heading", level=1).inner_text()
    with page.expect_download() as started:
        page.get_by_role("link", name="下载全部批次 JSON").click()
    listed = json.loads(started.value.path().read_text("utf-8"))
    assert f"涉及 {listed['count']} 批" in told
    assert len(listed["lots"]) == listed["count"] > 2
