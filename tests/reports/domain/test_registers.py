"""The frozen register: how many lines stand how, and what is due since."""

import datetime as dt

from reports.domain.passages import passages
from reports.domain.registers import (
    RegisterContent,
    RegisterHeading,
    RegisterLine,
    due_since,
)

PUBLISHED = dt.date(2026, 4, 9)


def line(check_by=None, stands="Current"):
    return RegisterLine(
        paragraph="1",
        text="The salary of each",
        address="",
        kept_by="Office manager",
        every="every quarter",
        is_current=stands == "Current",
        stands=stands,
        reason="Checked today.",
        checked_on=None,
        check_by=check_by,
    )


def register(*lines):
    return RegisterContent(
        office="Westmarch",
        issue=1,
        headings=(RegisterHeading("Who holds office", lines),),
        published_on=PUBLISHED,
        accent="#1f4b57",
    )


def test_a_line_is_due_on_the_day_after_its_check_ceases_to_hold():
    content = register(line(dt.date(2026, 7, 9)))

    assert due_since(content, on=dt.date(2026, 7, 9)) == 0
    assert due_since(content, on=dt.date(2026, 7, 10)) == 1


def test_what_was_overdue_or_never_checked_when_published_is_not_due_since():
    overdue = line(dt.date(2026, 4, 8), stands="Stale")
    last_day = line(PUBLISHED)
    content = register(overdue, last_day, line(stands="Never checked"))

    assert due_since(content, on=dt.date(2030, 1, 1)) == 1


def test_a_register_counts_its_lines_by_how_they_stand():
    content = register(line(), line(stands="Missing"), line())

    assert content.counts == (("Current", 2), ("Missing", 1))


def test_a_register_is_found_by_its_lines_under_their_heading():
    whole, under = passages(register(line(stands="Stale")))

    assert (under.anchor, under.heading) == ("heading-1", "Who holds office")
    assert under.text == "The salary of each. Stale. Checked today. Office manager."
    assert whole.text == f"Who holds office. {under.text}"
