"""Codes of units are for machines; people read words."""

import pytest
from django.utils.translation import override

from zhiliang.core.units import unit_words


@pytest.mark.parametrize(
    "language, unit, words",
    [("zh-hans", "KGM", "千克"), ("en", "KGM", "kg"), ("en", "箱", "箱"), ("en", "", "")],
)
def test_a_unit_is_said_in_the_reader_s_words(language, unit, words):
    with override(language):
        assert unit_words(unit) == words
