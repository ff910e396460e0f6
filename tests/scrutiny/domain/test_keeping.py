"""What must be published: missing, stale, never checked or current, and why."""

import datetime as dt

import pytest

from opcc.core.moves import MoveRefused
from scrutiny.domain import keeping
from scrutiny.domain.keeping import Kept

CHECKED = dt.date(2025, 3, 31)


def stands(on, **said):
    known = {"every_months": 12, "checked_on": CHECKED, "is_missing": False}
    return keeping.stands(on=on, **(known | said))


def test_a_stale_item_says_how_old_its_check_is_and_how_often_it_is_to_be_checked():
    standing = stands(dt.date(2026, 5, 31))

    assert standing.kept is Kept.STALE
    assert standing.reason == "Checked 14 months ago; it is to be checked every year."


def test_a_check_holds_through_its_last_day():
    assert stands(dt.date(2026, 3, 31)).kept is Kept.CURRENT
    assert stands(dt.date(2026, 4, 1)).kept is Kept.STALE


def test_a_monthly_check_of_the_31st_holds_to_the_end_of_a_shorter_month():
    last = keeping.check_by(checked_on=CHECKED, every_months=1)

    assert last == dt.date(2025, 4, 30)
    standing = stands(dt.date(2025, 5, 1), every_months=1)
    assert standing.reason == "Checked 1 month ago; it is to be checked every month."


def test_what_was_never_looked_for_is_not_current():
    standing = stands(CHECKED, checked_on=None, every_months=3)

    assert standing.kept is Kept.UNCHECKED
    assert standing.reason == "Never checked; it is to be checked every quarter."


def test_what_was_not_found_is_missing_however_fresh_the_check():
    standing = stands(CHECKED, is_missing=True)

    assert standing.kept is Kept.MISSING
    assert standing.reason == "Not found when it was looked for today."


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (CHECKED, "Checked today."),
        (dt.date(2025, 4, 1), "Checked yesterday."),
        (dt.date(2025, 4, 29), "Checked 29 days ago."),
        (dt.date(2025, 6, 30), "Checked 3 months ago."),
    ],
)
def test_the_age_of_a_check_is_told_in_days_then_in_whole_months(on, words):
    assert stands(on).reason == words


def test_a_find_has_a_place_and_a_miss_has_words():
    keeping.check_found(is_found=True, address="https://a.example/", note="")
    keeping.check_found(is_found=False, address="", note="The page is gone.")

    with pytest.raises(MoveRefused, match="Say where it is published"):
        keeping.check_found(is_found=True, address=" ", note="")
    with pytest.raises(MoveRefused, match="Say what is missing"):
        keeping.check_found(is_found=False, address="https://a.example/", note=" ")


def test_the_usual_list_covers_every_heading_of_the_order():
    listed = keeping.usual_list()

    assert {each.paragraph for each in listed} == {
        *("1", "2", "2A", "3", "4", "5", "6", "7", "7A", "7B", "7C", "8")
    }
    assert len({(each.heading, each.text) for each in listed}) == len(listed)
    assert all(each.every_months in (1, 3, 12) for each in listed)
