from datetime import date

import pytest

from zhiliang.core.actions import import_calendar, load_calendar
from zhiliang.core.deadline import current_calendar, due
from zhiliang.core.errors import NotAllowed
from zhiliang.core.feed import read
from zhiliang.core.feeds import calendar
from zhiliang.core.models import DeadlineRule, Event

NOTICE = "日期,上班或放假,名称\n2027-01-01,放假,元旦\n2027-01-03,上班,元旦\n"
WEEK = DeadlineRule(number=7, unit="working_day")


def take(text, by=None, **options):
    return import_calendar(read(calendar, text.encode()), by=by, name="国办发明电", **options)


def test_a_notice_makes_provisional_dates_firm(db):
    load_calendar(by=None)
    assert due(WEEK, date(2026, 12, 28), current_calendar()).provisional
    take(NOTICE)
    # 1 January is off and Sunday 3 January is worked: the two cancel out
    found = due(WEEK, date(2026, 12, 28), current_calendar())
    assert (found.date, found.provisional) == (date(2027, 1, 6), False)


def test_the_same_notice_again_changes_nothing(db):
    assert take(NOTICE).accepted == 2
    assert take(NOTICE).unchanged
    assert Event.objects.count() == 1


def test_a_dry_run_writes_nothing(db):
    assert take(NOTICE, dry_run=True).accepted == 2
    assert not Event.objects.exists()


@pytest.mark.parametrize("line", ["2027-01-01,上班,元旦", "2027-02-30,放假,", "2027-02-01,也许,"])
def test_one_bad_line_keeps_the_whole_notice_out(db, line):
    outcome = take(f"{NOTICE}{line}\n")
    assert outcome.accepted == 0
    assert outcome.rejected[-1].line == 4
    assert not Event.objects.exists()


def test_only_the_office_brings_notices_in(guangzhou_officer, office):
    with pytest.raises(NotAllowed):
        take(NOTICE, by=guangzhou_officer)
    assert take(NOTICE, by=office).accepted == 2
