"""A text before and now: word by word where enough of it is the same."""

import pytest

from reports.domain.rewording import Reworded


def told(before, now):
    return [
        (run.fate, run.words)
        for run in Reworded("What is happening?", before, now).runs
    ]


def test_words_that_are_taken_out_and_put_in_stand_where_they_stood():
    before = "Arrests fell in each of the last four quarters."
    now = "Arrests rose in each of the last five quarters, again."
    assert told(before, now) == [
        ("kept", "Arrests"),
        ("gone", "fell"),
        ("new", "rose"),
        ("kept", "in each of the last"),
        ("gone", "four quarters."),
        ("new", "five quarters, again."),
    ]


def test_words_at_the_end_that_are_only_taken_out_or_only_put_in():
    assert told("Arrests fell in July.", "Arrests fell in July. Why?") == [
        ("kept", "Arrests fell in July."),
        ("new", "Why?"),
    ]
    assert told("Arrests fell in July. Why?", "Arrests fell in July.") == [
        ("kept", "Arrests fell in July."),
        ("gone", "Why?"),
    ]


@pytest.mark.parametrize(
    ("now", "is_alike"),
    [
        ("One two three four", True),
        # Two words of four are the same: a half, which is enough.
        ("One two five six", True),
        ("One five six seven", False),
        ("", False),
    ],
)
def test_texts_that_are_hardly_alike_are_not_told_word_by_word(now, is_alike):
    assert bool(told("One two three four", now)) is is_alike


def test_every_word_of_both_texts_is_told_once():
    before, now = "a b c d e f g h", "a c d x e f h i"
    runs = Reworded("Why?", before, now).runs
    was = [run.words for run in runs if run.fate != "new"]
    is_now = [run.words for run in runs if run.fate != "gone"]
    assert (" ".join(was), " ".join(is_now)) == (before, now)
