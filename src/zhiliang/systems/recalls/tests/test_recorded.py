"""The laws of clocks are said in English where the reader reads English."""

import re

import pytest
from django.utils.translation import override

from zhiliang.core.models import DeadlineRule
from zhiliang.core.pages.recorded import recorded
from zhiliang.systems.recalls.clocks import law_of
from zhiliang.systems.recalls.models import regimes

CHINESE = re.compile("[\u4e00-\u9fff]+")


@pytest.fixture
def rules(guangdong):
    named = {
        clock for one in regimes() for duty in one.duties for clock in duty.clocks.values()
    } | {clock for one in regimes() for clock in (one.analysis, one.objection) if clock}
    return DeadlineRule.objects.filter(key__in=named)


def test_every_law_of_a_clock_has_its_english(rules):
    with override("en"):
        told = [recorded(law_of(rule)) for rule in rules]
    assert [text for text in told if CHINESE.findall(text.replace("待核", ""))] == []


def test_in_chinese_a_law_stands_as_it_was_kept(rules):
    kept = [law_of(rule) for rule in rules if rule.article[:1].isdigit()]
    assert kept
    assert [recorded(text) for text in kept] == kept
