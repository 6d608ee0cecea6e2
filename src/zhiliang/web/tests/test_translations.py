import re

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import gettext, override

from zhiliang.web.settings import LOCALE_PATHS

pytestmark = pytest.mark.once
PLACEHOLDER = re.compile(r"%(?:\\(\\w+\\))?[sd%]")


def entries():
    with (LOCALE_PATHS[0] / "en" / "LC_MESSAGES" / "django.po").open("rb") as stream:
        return [entry for entry in read_po(stream, locale="en") if entry.id]


def both(text):
    return text if isinstance(text, tuple | list) else (text,)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: both(entry.id)[0][:30])
def test_a_text_names_the_same_facts_in_both_languages(entry):
    wanted = sorted(PLACEHOLDER.findall(both(entry.id)[0]))
    assert [sorted(PLACEHOLDER.findall(text)) for text in both(entry.string)] == [wanted] * len(
        both(entry.string)
    )


def test_no_english_text_has_chinese_left_but_terms_that_are_typed():
    typed = re.compile(
        "溶解氧|未检出|符合|国0|正常|口径改变|取消|未统计|不公开|广州市|粤府|〔|〕|号|第|举报"
    )
    left = [t for entry in entries() for t in both(entry.string) if re.search("[一-鿿]", t)]
    assert [text for text in left if not typed.search(text)] == []


def test_the_compiled_catalogue_is_the_one_that_is_used():
    with override("en"):
        assert gettext("登录") == "Sign in"
