"""Whole files: all rows or none, once, by place, and what differs is a correction."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from zhiliang.core.errors import NotAllowed, UsageError
from zhiliang.core.event import verify_chain
from zhiliang.core.feed import read
from zhiliang.core.models import Event
from zhiliang.core.roles import Role
from zhiliang.systems.returns import actions
from zhiliang.systems.returns.feeds import returns
from zhiliang.systems.returns.models import Batch, Figure
from zhiliang.systems.returns.tests.gazette import PLACES, make_places
from zhiliang.systems.returns.tests.tables import TODAY, reading, table

SHENZHEN = {"place": "深圳", "value": "93"}


def imports():
    return Event.objects.filter(verb="returns.figure.import")


def in_force(place="440100"):
    return Figure.objects.get(place_id=place, state="accepted", source="returns")


def test_what_the_platform_imports_is_in_force_at_once(take):
    outcome = take({"value": "91.5"}, SHENZHEN)
    assert (outcome.accepted, outcome.rejected) == (2, [])
    assert in_force().value_e6 == 91_500_000


def test_one_bad_row_keeps_all_others_out(take):
    outcome = take({"value": "91.5"}, {"place": "深圳", "value": "101"})
    assert [(r.line, r.field) for r in outcome.rejected] == [(3, "value")]
    assert (outcome.accepted, Figure.objects.count(), Batch.objects.count()) == (0, 0, 0)


def test_rejects_of_reading_and_of_checking_come_in_the_order_of_lines(take):
    outcome = take(
        {"place": "乌有", "value": "9"}, {"value": "x"}, {"period": "2030", "value": "9"}
    )
    assert [reject.line for reject in outcome.rejected] == [2, 3, 4]


def test_a_file_without_rows_is_refused(take):
    assert take().rejected[0].reason


def test_a_dry_run_writes_nothing(take):
    assert take({"value": "91.5"}, dry_run=True).accepted == 1
    assert (Figure.objects.count(), imports().count()) == (0, 0)


def test_a_dry_run_of_bad_rows_tells_their_faults(take):
    assert take({"value": "x"}, dry_run=True).rejected


def test_the_same_file_again_changes_nothing(take):
    take({"value": "91.5"})
    again = take({"value": "91.5"})
    assert (again.accepted, again.unchanged) == (0, True)
    assert (Figure.objects.count(), imports().count()) == (1, 1)


def test_the_same_file_after_a_correction_does_not_bring_the_old_value_back(take):
    take({"value": "91.5"})
    take({"value": "92"})
    assert take({"value": "91.5"}).unchanged
    assert in_force().value_e6 == 92_000_000


def test_the_same_figures_in_another_file_change_nothing(take):
    take({"value": "91.5"}, SHENZHEN)
    assert take(SHENZHEN, {"value": "91.50"}).unchanged
    assert imports().count() == 2


def test_a_different_value_corrects_and_the_old_one_stays(take):
    take({"value": "91.5"})
    take({"value": "92", "note": "漏报两批"})
    assert in_force().corrects.value_e6 == 91_500_000
    assert in_force().corrects.state == "superseded"
    assert "漏报两批" in in_force().reason


def test_figures_of_three_sources_stand_side_by_side(take):
    take(*({"value": "91", "source": source} for source in ("", "公布", "示例")))
    sources = Figure.objects.filter(state="accepted").values_list("source", flat=True)
    assert sorted(sources) == ["published", "returns", "sample"]


def test_there_is_an_event_for_each_place(take):
    take({"value": "91.5"}, SHENZHEN, {"period": "2014", "value": "90"})
    assert [(event.place, event.data["rows"]) for event in imports()] == [
        ("440100", 2),
        ("440300", 1),
    ]
    assert imports()[0].data["periods"] == ["2014", "2015"]
    assert imports()[0].data["tables"] == ["figure"]
    assert verify_chain().ok


def test_a_figure_knows_its_file_and_line(take):
    take(SHENZHEN, {"value": "91.5"}, name="填报.csv")
    assert (in_force().line, in_force().reference) == (3, "填报.csv")
    assert in_force().batch.name == "填报.csv"


def test_a_published_figure_names_the_document_before_the_file(take):
    take({"value": "9", "source": "公布", "note": "质量白皮书"}, name="x.csv")
    assert Figure.objects.get().reference == "质量白皮书 · x.csv"


def test_the_import_may_name_the_period(take):
    take({"period": "", "value": "91"}, period="2015")
    assert in_force().period == "2015"


def test_a_period_that_is_none_is_wrong_usage(take):
    with pytest.raises(UsageError):
        take({"value": "91"}, period="去年")


def test_an_officers_file_becomes_drafts(take, officer):
    take({"value": "91"}, by=officer)
    figure = Figure.objects.get()
    assert (figure.state, figure.entered_by, figure.accepted_at) == ("draft", officer, None)
    assert imports().get().data["tables"] == []


def test_an_officer_hands_in_for_the_own_place_only(take, officer):
    assert take(SHENZHEN, by=officer).rejected[0].field == "place"
    assert take({"place": "天河区", "value": "91"}, by=officer).accepted == 1


def test_an_officers_second_file_rewrites_the_draft(take, officer):
    take({"value": "91"}, by=officer)
    take({"value": "92"}, by=officer)
    assert Figure.objects.get().value_e6 == 92_000_000


def test_a_file_cannot_touch_what_is_being_verified(take, officer, draft):
    actions.submit(draft, by=officer)
    assert take({"value": "92"}, by=officer).rejected[0].field == "indicator"


def test_an_officers_file_over_an_accepted_figure_is_a_draft_correction(take, accepted, officer):
    take({"value": "92"}, by=officer)
    version = Figure.objects.get(state="draft")
    assert version.corrects == accepted
    assert in_force() == accepted


def test_the_office_puts_an_officers_file_in_force(take, officer, office):
    take({"value": "91"}, by=officer)
    assert take({"value": "91"}, by=office).accepted == 1
    assert in_force().accepted_by == office


def test_a_departments_file_bears_its_name(take, builder):
    take({"place": "全省", "value": "91"}, by=builder)
    assert Figure.objects.get().department_id == "housing"


def test_who_has_no_part_in_returns_imports_nothing(take, person):
    with pytest.raises(NotAllowed):
        take({"value": "91"}, by=person("审计", Role.AUDITOR))


def test_own_headers_are_read_through_a_mapping(guangdong):
    headers = ("项目", "地市", "年份", "完成数")
    file = table({"value": "91"}, columns=("indicator", "place", "period", "value"))
    body = file.decode("utf-8-sig").split("\r\n", 1)[1]
    mapping = {"项目": "indicator", "地市": "place", "完成数": "value"}
    found = read(returns, f"{','.join(headers)}\n{body}".encode("gb18030"), mapping=mapping)
    assert actions.import_figures(found, by=None, mapping=mapping, today=TODAY).accepted == 1


def test_the_published_figures_that_come_along_are_all_taken(real_places):
    outcomes = actions.load_published(by=None)
    assert all(outcome.accepted and not outcome.rejected for outcome in outcomes.values())


def test_the_sample_figures_are_all_taken_and_marked(real_places):
    assert actions.load_sample(by=None).accepted > 3000
    assert set(Figure.objects.values_list("source", flat=True)) == {"sample"}


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "place": st.sampled_from(sorted(PLACES.keys() - {"440116"})),
            "period": st.sampled_from(["2009", "2011Q2", "2013-05", "2012-2013"]),
            "value": st.integers(0, 10**8).map(lambda e6: f"{e6 / 10**6:.6f}"),
            "note": st.text(max_size=5).map(lambda text: text.replace("\0", "")),
        }
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: (row["place"], row["period"]),
)


class ImportedTwice(TestCase):
    def setUp(self):
        make_places()

    @given(ROWS)
    @settings(max_examples=25)
    def test_importing_twice_is_importing_once(self, rows):
        first = actions.import_figures(reading(*rows), by=None, today=TODAY)
        before = everything()
        second = actions.import_figures(reading(*rows), by=None, today=TODAY)
        assert (first.accepted, second.unchanged) == (len(rows), True)
        assert everything() == before


def everything():
    return list(Figure.objects.order_by("pk").values()), Event.objects.count()


def test_a_department_does_not_rewrite_the_draft_of_a_city(take, officer, builder):
    take({"value": "91"}, by=officer)
    outcome = take({"value": "12"}, by=builder)
    assert "另一单位" in outcome.rejected[0].reason
    assert Figure.objects.get().value_e6 == 91_000_000
