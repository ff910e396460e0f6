"""What the programme might take up, and why."""

import datetime as dt

from scrutiny.domain.suggesting import (
    LateAction,
    OpenFinding,
    RunningException,
    Unseen,
    suggestions,
)


def running(code="1A", quarters=3):
    return RunningException(code, "Calls", "2026-Q2", quarters, "It missed its target.")


LATE = LateAction(12, "Sunday visits", "ACC Linwood", dt.date(2026, 9, 30), 51, ("2C",))
FINDING = OpenFinding("R3", "Custody records", dt.date(2026, 1, 15), "domain-c")
GAP = Unseen("domain-h", "Safeguarding", "2026-Q3", "Nothing has looked at it yet.")


def test_each_suggestion_gives_its_reason_in_a_sentence():
    found = suggestions(
        exceptions=[running()], actions=[LATE], findings=[FINDING], gaps=[GAP]
    )

    assert [(each.source, each.reason) for each in found] == [
        (
            "exception",
            "Measure 1A has been an exception three quarters running. "
            "It missed its target.",
        ),
        (
            "inspection",
            "R3: the inspectorate has not closed it since Thursday 15 January 2026.",
        ),
        (
            "action",
            "Action 12, of ACC Linwood, was due on Wednesday 30 September 2026 and is "
            "51 days late.",
        ),
        ("coverage", "Nothing has looked at it yet."),
    ]
    assert found[2].codes == ("2C",)
    assert [each.subject for each in found[1::2]] == ["domain-c", "domain-h"]


def test_an_exception_of_one_quarter_alone_is_no_suggestion():
    assert suggestions(exceptions=[running(quarters=1)]) == []
    assert len(suggestions(exceptions=[running(quarters=2)])) == 1


def test_what_a_topic_ahead_is_about_is_not_suggested_again():
    assert suggestions(exceptions=[running("1A")], in_hand={"1A"}) == []


def test_what_was_taken_up_or_dismissed_does_not_come_back():
    everything = {"exceptions": [running()], "actions": [LATE], "gaps": [GAP]}
    keys = [each.key for each in suggestions(**everything)]

    assert suggestions(**everything, settled=keys) == []
    assert len(set(keys)) == 3


def test_the_same_gap_of_a_later_quarter_is_suggested_again():
    (first,) = suggestions(gaps=[GAP])
    later = Unseen("domain-h", "Safeguarding", "2026-Q4", GAP.sentence)

    assert len(suggestions(gaps=[later], settled=[first.key])) == 1


def test_the_gravest_of_each_kind_comes_first():
    found = suggestions(
        exceptions=[running("1A", 2), running("4C", 4)],
        actions=[LateAction(3, "B", "Tom", dt.date(2026, 8, 1), 111), LATE],
    )

    assert [each.codes for each in found[:2]] == [("4C",), ("1A",)]
    assert [each.title for each in found[2:]] == ["B", "Sunday visits"]
