"""An officer's own table layout."""

import pytest
from django.core.exceptions import ValidationError

from zhiliang.core.models import Place
from zhiliang.core.policy import visible
from zhiliang.systems.returns.actions import save_mapping
from zhiliang.systems.returns.models import Mapping

COLUMNS = {"完成数": "value", "地市": "place"}


def save(by, **options):
    return save_mapping(by=by, name="月报表", columns=COLUMNS, **options)


def test_a_mapping_saved_again_is_rewritten(officer):
    save(officer)
    assert save(officer).columns == COLUMNS
    assert Mapping.objects.count() == 1


def test_a_mapping_to_an_unknown_column_is_refused(officer):
    with pytest.raises(ValidationError):
        save_mapping(by=officer, name="表", columns={"完成数": "amount"})


def test_a_mapping_is_ones_own(officer, colleague):
    save(officer)
    assert list(visible(colleague, Mapping)) == []


def test_a_mapping_may_be_shared_with_the_place(officer, colleague):
    mapping = save(officer, place=Place.objects.get(pk="440100"))
    assert list(visible(colleague, Mapping)) == [mapping]
