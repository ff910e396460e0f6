"""What readers come for, from the office's home in at most four steps.

At the width of a phone, with the keyboard only and without JavaScript. A step is a
link that is followed; to find it with Tab is none.
"""

import csv

import pytest

from tests.browser.keyboard import tab_to

MOST_STEPS = 4


class Reader:
    """Somebody with a phone and a keyboard; ``steps`` are the links they followed."""

    def __init__(self, page):
        self.page, self.steps = page, []
        page.goto("/westmarch/")

    def follow(self, words):
        tab_to(self.page, words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()
        self._step(words)

    def take(self, words):
        """The file that a link leads to."""
        tab_to(self.page, words)
        with self.page.expect_download() as taken:
            self.page.keyboard.press("Enter")
        self._step(words)
        return taken.value.path().read_text()

    def reads(self, words):
        """Whether it is there to see, and the reader had no more than four steps."""
        self.page.get_by_role("main").get_by_text(words).first.wait_for()

    def is_at(self, heading):
        """Whether that heading has come to the top of the screen."""
        box = self.page.get_by_role("heading", name=heading).bounding_box()
        return 0 <= box["y"] < self.page.viewport_size["height"]

    def _step(self, words):
        self.steps.append(words)
        assert len(self.steps) <= MOST_STEPS, self.steps


@pytest.fixture
def reader(westmarch, visit):
    return Reader(visit(javascript=False, width=320, height=640))


def test_the_latest_report_is_found(reader):
    reader.follow("Read the report")
    reader.reads("Quarter 1, 2026/27")
    reader.reads("999 calls meet their target for the first time in this plan")


def test_what_changed_is_found(reader):
    reader.reads("What changed since last time")
    reader.follow("Each before and now")
    reader.reads("What changed in Quarter 1, 2026/27")
    reader.reads("Compared with Quarter 4, 2025/26")


def test_the_definition_of_a_measure_and_its_history_are_found(reader):
    reader.follow("Measures")
    reader.follow("Domestic abuse crimes leading to an arrest")
    reader.follow("Definition and its history")
    assert reader.is_at("Definition and its history")
    reader.reads("The share of domestic abuse crimes recorded in the period")
    reader.reads("are the same in every report since Quarter 4, 2025/26")


def test_the_data_behind_a_measure_is_taken_away(reader):
    reader.follow("Measures")
    reader.follow("Domestic abuse crimes leading to an arrest")
    reader.follow("The data")
    rows = list(csv.DictReader(reader.take("The figures (CSV)").splitlines()))
    newest = {row["value"] for row in rows if row["period"] == "2026-Q1"}
    assert newest == {"38.5"}


def test_what_was_asked_about_a_measure_and_what_came_of_it_is_found(reader):
    reader.follow("Domestic abuse crimes leading to an arrest")
    reader.follow("What was asked, and what came of it")
    assert reader.is_at("What was asked, and what came of it")
    reader.reads("Why is a suspect who has left the house not looked for")
    reader.reads("One suspect in nine is arrested within a week.")
    reader.reads("Report the start of the morning crew in each district")


@pytest.mark.parametrize(
    ("links", "words"),
    [
        (
            ["What must be published, and where it is", "Specified-information"],
            "The names of the Commissioner and any deputy",
        ),
        (
            ["How each measure is counted and judged", "Performance framework"],
            "What is counted, and how it is judged",
        ),
        (["The programme: what is looked at next", "Scrutiny programme"], "Topics for"),
        (
            ["Responses to inspections", "Response to PEEL"],
            "Response due by",
        ),
        (["Responses to the panel", "Response to recommendation 1"], "Eleanor Vaisey"),
        (
            ["Reports to meetings", "Performance report"],
            "What became of the recommendations",
        ),
        (["Decisions", "A second refuge in the west"], "Options considered"),
        (["Accountability Board"], "Presented by"),
        (["About these statistics"], "How a measure is judged"),
        (["Accessibility statement"], "What it aims for"),
    ],
    ids=lambda said: said[0] if isinstance(said, list) else "",
)
def test_everything_that_is_published_is_found_from_the_foot_of_the_home(
    reader, links, words
):
    for link in links:
        reader.follow(link)
    reader.reads(words)
