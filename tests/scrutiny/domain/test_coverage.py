"""What was looked at, quarter by quarter, and what is named as a gap."""

import datetime as dt

from opcc.core.periods import Period
from scrutiny.domain.coverage import Look, Subject, grid

ON = dt.date(2026, 11, 20)
LAST = Period.quarter(2026, 3)
YEAR = (LAST - 3, LAST - 2, LAST - 1, LAST)
HARM, SAFE = Subject("priority-1", "Harm"), Subject("priority-2", "Safe streets")


def look(year, month, day, what="topic T1", *subjects):
    return Look(dt.date(year, month, day), what, frozenset(subjects or ["priority-1"]))


def covered(*looks, subjects=(HARM,), quarters=YEAR):
    return grid(looks, subjects=subjects, quarters=quarters, on=ON)


def test_a_look_stands_in_its_quarter_under_each_of_its_subjects():
    found = covered(
        look(2026, 8, 3, "topic T4", "priority-1", "priority-2"),
        look(2026, 7, 1, "question 105"),
        look(2026, 9, 30, "item 3"),
        subjects=(HARM, SAFE),
    )

    harm, safe = found.rows
    assert [cell.what for cell in harm.cells] == [
        (),
        (),
        ("question 105", "topic T4", "item 3"),
        (),
    ]
    assert [cell.words for cell in safe.cells] == [
        "Not looked at",
        "Not looked at",
        "Once",
        "Not looked at",
    ]
    assert harm.cells[2].words == "3 times"


def test_the_same_reference_twice_in_a_quarter_counts_once():
    found = covered(look(2026, 8, 3), look(2026, 8, 20))

    assert found.rows[0].cells[2].words == "Once"


def test_days_since_are_counted_from_the_last_look():
    # 3 August to 20 November 2026: 28 + 30 + 31 + 20 = 109 days.
    (row,) = covered(look(2025, 8, 3), look(2026, 8, 3)).rows

    assert row.days_since == 109
    assert row.since_words == "109 days ago"


def test_what_is_to_come_is_no_look():
    (row,) = covered(look(2026, 11, 21)).rows

    assert row.days_since is None
    assert row.cells[-1].what == ()


def test_a_subject_unseen_for_four_quarters_is_named_with_its_last_day():
    # Four quarters end with October to December 2026, so they begin on 1 January.
    (seen,) = covered(look(2026, 1, 1)).rows
    (gap,) = covered(look(2025, 12, 31)).rows

    assert seen.gap == ""
    # 31 December 2025 to 20 November 2026: 365 days less the 41 left of 2026.
    assert gap.gap == (
        "Nothing has looked at “Harm” since Wednesday 31 December 2025, 324 days ago."
    )


def test_a_subject_that_was_never_looked_at_is_named_before_all_others():
    found = covered(
        look(2025, 6, 2),
        look(2025, 3, 3, "topic T2", "priority-3"),
        subjects=(HARM, SAFE, Subject("priority-3", "Trust")),
    )

    assert [row.subject.name for row in found.gaps] == ["Safe streets", "Trust", "Harm"]
    assert found.gaps[0].gap == "Nothing has looked at “Safe streets” yet."
    assert found.gaps[0].since_words == "Never, as far as is known"


def test_every_cell_says_something():
    found = covered(subjects=(HARM, SAFE))

    assert all(cell.words for row in found.rows for cell in row.cells)
