"""GS1's dictionary as rows."""

import pytest

from zhiliang.methods.tables.gs1 import codes, key_sequences, prefix_lengths, rows

pytestmark = pytest.mark.once


def test_every_line_and_every_number_of_a_range_is_a_row():
    assert len(rows()) == 541
    assert rows()["3105"].title == "NET WEIGHT (kg)"
    assert rows()["99"].title == "INTERNAL"


def test_a_row_says_components_requirements_exclusions_and_qualifiers():
    row = rows()["3920"]
    assert (row.predefined, row.attribute, row.least, row.most) == (False, True, 1, 15)
    assert row.requires[1] == (("30",), ("31nn",), ("32nn",), ("35nn",), ("36nn",))
    assert row.excludes == ("392n", "393n")
    assert rows()["01"].qualifiers == (("22", "10", "21"), ("235",))
    assert row.qualifiers is None


def test_an_optional_component_does_not_count_for_the_least_length():
    assert (rows()["253"].least, rows()["253"].most) == (13, 30)


def test_identifiers_with_the_same_first_two_digits_are_equally_long():
    assert all(len(ai) == prefix_lengths()[ai[:2]] for ai in rows())


def test_a_path_holds_any_choice_of_qualifiers_in_their_order():
    assert ("01", "22", "21") in key_sequences()
    assert ("01", "21", "10") not in key_sequences()
    assert ("01", "10", "235") not in key_sequences()


def test_the_code_lists_have_as_many_codes_as_the_standards():
    assert len(codes("iso3166")) == len(codes("iso3166alpha2")) == 249
