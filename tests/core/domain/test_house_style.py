"""House styles: each holds what its office's own paper says."""

import datetime as dt
import os
import re
from pathlib import Path

import pytest

from opcc.core import house_style, workdays
from opcc.core.house_style import cover, meetings, timetable

STYLES = {
    "durham-2021": "Durham",
    "cleveland-2017": "Cleveland",
    "cambridgeshire-2013": "Cambridgeshire",
    "south-wales-2013": "South Wales",
}
"""Each style and the area of the office that it is taken from."""


def style_of(slug):
    return house_style.load(slug).for_force(STYLES[slug])


def names(things):
    return [thing.name for thing in things]


def named(things, name):
    return next(thing for thing in things if thing.name == name)


def headings(style):
    return [section.heading for section in style.cover_report.sections]


# -- Durham, September 2021


def test_durham_answers_thirteen_implications_in_an_appendix():
    implications = style_of("durham-2021").cover_report.implications

    assert implications.headings == (
        "Finance",
        "Staffing",
        "Equality and Diversity",
        "Accommodation",
        "Crime and Disorder",
        "Children's Act 2004",
        "Stakeholder/Community Engagement",
        "Environment",
        "Collaboration and Partnerships",
        "Value for Money and Productivity",
        "Potential Impact on Police and Crime Plan Priorities",
        "Commissioning",
        "Other Risks",
    )
    assert implications.heading == "Risks and Implications"
    assert implications.place is cover.ImplicationsPlace.APPENDIX
    assert implications.empty_answer == "N/A"


def test_durham_has_its_executive_board_work_plan_and_quarterly_report():
    style = style_of("durham-2021")

    assert names(style.bodies) == ["Executive Board", "Police and Crime Panel"]
    assert style.plan.title == "Police and Crime Plan"
    assert style.plan.former_title == "Police, Crime and Victims' Plan"
    assert style.plan.work_plan == "Strategic Work Plan"
    assert style.reporting_cycle.edition_title == "Quarterly Performance Report"
    assert style.reporting_cycle.cadence is meetings.Cadence.QUARTERLY


def test_durham_numbers_paragraphs_through_and_ends_with_a_contact_block():
    report = style_of("durham-2021").cover_report

    assert report.title == "Performance Progress Report"
    assert [section.heading for section in report.sections] == [
        "Purpose",
        "Background",
        "Next Steps",
        "Recommendations",
        "Risks and Implications",
    ]
    assert report.numbering is cover.Numbering.CONTINUOUS
    assert report.date_form is cover.DateForm.ORDINAL
    assert [field.label for field in report.contact.fields] == [
        "Contact Officer",
        "Job Title",
        "Telephone",
        "Email",
    ]
    assert [note.term for note in report.footnotes] == ["Executive Board"]
    assert report.background_papers_heading is None


# -- Cleveland, July 2017


def test_cleveland_begins_with_its_five_objectives():
    plan = style_of("cleveland-2017").plan

    assert plan.priority_word == "objective"
    assert plan.starting_priorities == (
        "Investing in our Police",
        "A Better Deal for Victims and Witnesses",
        "Tackling Re-offending",
        "Working Together to Make Cleveland Safer",
        "Securing the Future of our Communities",
    )


def test_cleveland_watches_a_measure_by_four_routes():
    routes = style_of("cleveland-2017").monitoring_routes

    assert [route.key for route in routes] == [
        "force",
        "office",
        "scrutiny",
        "panel_report",
    ]
    assert named(routes, "Internal: OPCC").key == "office"


def test_cleveland_meets_in_its_own_bodies():
    style = style_of("cleveland-2017")

    assert names(style.bodies) == [
        "Scrutiny, Performance and Delivery",
        "Working Together",
        "Internal Audit Committee",
        "External Audit Committee",
        "Tactical Performance Group",
        "Strategic Performance Group",
        "Cleveland Police & Crime Panel",
    ]
    tactical = named(style.series, "Tactical Performance Group")
    strategic = named(style.series, "Strategic Performance Group")
    assert (tactical.cadence, strategic.cadence) == ("monthly", "quarterly")
    scrutiny = named(style.series, "Scrutiny, Performance and Delivery")
    assert "Actions from HMIC inspection reports" in scrutiny.standing_items
    assert len(scrutiny.standing_items) == 4


def test_cleveland_oversees_from_daily_to_quarterly():
    activities = style_of("cleveland-2017").activities

    assert [(activity.name, activity.cadence) for activity in activities] == [
        ("Review of the Control Room and Serious Incident Logs", "daily"),
        ("Accountability meeting with the Chief Constable", "weekly"),
        ("Crime performance monitoring", "monthly"),
        ("Attendance at the Tactical Performance Group (TPG)", "monthly"),
        ("Attendance at the Strategic Performance Group (SPG)", "quarterly"),
        ("Local area meetings", "by event"),
        ("Response to an HMIC inspection", "by event"),
    ]


def test_cleveland_answers_three_implications_as_sections_before_it_recommends():
    report = style_of("cleveland-2017").cover_report

    assert report.implications.headings == (
        "Finance",
        "Risk",
        "Diversity and Equal Opportunities",
    )
    assert report.implications.place is cover.ImplicationsPlace.SECTIONS
    assert [section.part for section in report.sections[-2:]] == [
        cover.Part.IMPLICATIONS,
        cover.Part.RECOMMENDATIONS,
    ]


def test_cleveland_writes_to_the_chair_and_signs_for_its_area():
    style = style_of("cleveland-2017")

    assert style.office.name == "Police and Crime Commissioner for Cleveland"
    assert style.office.panel_name == "Cleveland Police & Crime Panel"
    assert style.cover_report.addressed_to(style.office.panel_name) == (
        "Report of the Police & Crime Commissioner to the Chair and Members of the "
        "Cleveland Police & Crime Panel"
    )
    assert style.cover_report.signatories == (
        "Police & Crime Commissioner for Cleveland",
    )
    assert style.cover_report.contact.place is cover.ContactPlace.START


# -- Cambridgeshire, July 2013


def test_cambridgeshire_numbers_ten_sections_by_decimals():
    style = style_of("cambridgeshire-2013")

    assert headings(style) == [
        "Purpose",
        "Recommendations",
        "Terms of Reference",
        "Background",
        "Key Issues",
        "Implications",
        "Consultation",
        "Next Steps",
        "Background Documents",
        "Appendices",
    ]
    assert style.cover_report.numbering is cover.Numbering.DECIMAL
    assert style.cover_report.heading_case is cover.HeadingCase.CAPITALS


def test_cambridgeshire_has_one_implications_section_and_terms_of_reference():
    report = style_of("cambridgeshire-2013").cover_report

    assert report.implications.headings == ("Implications",)
    assert report.terms_of_reference
    assert report.background_papers_heading == "Background Documents"
    assert report.recommendations.verbs == ("to review",)
    assert report.contact.place is cover.ContactPlace.START


def test_cambridgeshire_reports_to_its_own_panel_and_speaks_of_pledges():
    style = style_of("cambridgeshire-2013")

    assert style.office.panel_name == "Cambridgeshire Police and Crime Panel"
    assert "Cambridgeshire Police and Crime Panel" in names(style.bodies)
    assert style.plan.commitment_words == "pledges"


# -- South Wales, August 2013


def test_south_wales_reviews_performance_seven_to_ten_days_before_its_board():
    style = style_of("south-wales-2013")
    review = named(style.series, "Joint Performance Management Group")

    assert review.rule == meetings.DaysBefore("Commissioner's Strategic Board", 7, 10)
    assert review.cadence is meetings.Cadence.MONTHLY
    assert "Joint Planning Board" in names(style.bodies)


def test_south_wales_attends_its_review_by_two_sides():
    group = named(
        style_of("south-wales-2013").bodies, "Joint Performance Management Group"
    )

    assert [(side.name, len(side.posts)) for side in group.sides] == [
        ("Commissioner's Team", 4),
        ("Chief Constable's Team", 5),
    ]
    assert "Chief Statistician" in group.sides[1].posts
    assert len(group.purpose) == 5


def test_south_wales_sorts_its_priorities_into_three_categories():
    style = style_of("south-wales-2013")

    assert names(style.categories) == [
        "Policing priorities",
        "Partnership priorities",
        "Development priorities",
    ]
    assert style.plan.title == "Police and Crime Reduction Plan"
    assert len(style.starting_topics) == 6


def test_south_wales_goes_round_nine_steps_a_month():
    cycle = style_of("south-wales-2013").reporting_cycle

    assert cycle.cadence is meetings.Cadence.MONTHLY
    assert names(cycle.steps) == [
        "Force Compstat",
        "Compstat debrief",
        "Preparation of Chief Constable's Gold products",
        "Briefing",
        "Joint Performance Management Group",
        "Finalisation of Chief Constable's Gold products",
        "Chief Constable's Gold",
        "Strategic Board presentation and theme finalised",
        "Commissioner's Strategic Board",
    ]
    group = named(cycle.steps, "Joint Performance Management Group")
    assert (group.opens, group.offset, group.unit) == (-10, -7, timetable.Unit.DAYS)


def test_south_wales_notes_and_approves_over_two_signatures():
    report = style_of("south-wales-2013").cover_report

    assert report.recommendations.verbs == ("to note", "to approve")
    assert report.signatories == (
        "Assistant Police and Crime Commissioner",
        "Deputy Chief Constable",
    )
    assert report.implications.headings == ()


# -- every style


@pytest.mark.parametrize(
    ("slug", "clear_days"),
    [
        ("default", 5),
        ("durham-2021", 5),
        ("cleveland-2017", 5),
        ("cambridgeshire-2013", 5),
        ("south-wales-2013", 3),
    ],
)
def test_a_panel_has_the_notice_of_its_nation(slug, clear_days):
    style = house_style.load(slug)
    panels = [body for body in style.bodies if body.kind == "panel"]

    assert style.clear_days == clear_days
    assert [panel.clear_days for panel in panels] == [clear_days]
    assert panels[0].name == style.office.panel_name


@pytest.mark.parametrize("slug", ["default", *STYLES])
def test_no_name_is_left_unfilled_once_the_area_is_known(slug):
    filled = repr(house_style.load(slug).for_force("Westmarch"))

    assert "{" not in filled.replace("{body}", "")


def test_the_default_quarter_follows_the_timetable_that_offices_keep():
    steps = house_style.load("default").reporting_cycle.steps
    from_quarter_end = [
        step.offset for step in steps if step.anchor is timetable.Anchor.QUARTER_END
    ]

    assert from_quarter_end == [1, 7, 10, 13, 15, 25, 28, 31]
    assert named(steps, "Pre-meeting").opens == -10
    assert named(steps, "Panel actions issued").offset == 5


def test_the_default_thresholds_are_those_of_the_statistical_rules():
    style = house_style.load("default")
    thresholds, steps = style.thresholds, style.reporting_cycle.steps

    assert (thresholds.small_base, thresholds.suppression_threshold) == (20, 5)
    assert named(steps, "Entry complete").offset == thresholds.entry_working_days == 10
    validation = named(steps, "Validation complete")
    assert validation.offset == thresholds.validation_working_days == 13


def test_default_panel_papers_give_five_clear_days():
    # The panel of Friday 4 December 2026: public by Thursday 26 November.
    panel_on = dt.date(2026, 12, 4)
    step = named(
        house_style.load("default").reporting_cycle.steps, "Panel papers public"
    )

    assert workdays.add(panel_on, step.offset) == dt.date(2026, 11, 26)


def test_a_new_office_states_assurance_in_three_words():
    scale = house_style.load("default").assurance_scale

    assert names(scale) == ["Assured", "Partly assured", "Not assured"]


# -- what is refused


def test_an_unknown_style_is_refused_with_the_names_there_are():
    with pytest.raises(house_style.UnknownHouseStyle) as refusal:
        house_style.load("westmarch-2026")

    assert all(slug in str(refusal.value) for slug in ["default", *STYLES])


def test_a_style_is_never_read_from_another_folder():
    with pytest.raises(house_style.UnknownHouseStyle):
        house_style.load("../house_styles/default")


@pytest.mark.parametrize(
    ("own", "reason"),
    [
        ({"motto": "Safer"}, "motto"),
        ({"plan": {"motto": "Safer"}}, r"plan\.motto"),
        (
            {"categories": [{"key": "a", "name": "A", "hue": "b"}]},
            r"categories\.0\.hue",
        ),
        ({"nation": "scotland"}, "nation"),
        ({"bodies": []}, "No body is called Accountability Board"),
        (
            {"reporting_cycle": {"board": "Cabinet"}},
            "No meeting series is called Cabinet",
        ),
    ],
)
def test_a_style_that_says_what_is_not_understood_is_refused(own, reason):
    with pytest.raises(ValueError, match=reason):
        house_style.style_from(own, slug="westmarch")


@pytest.mark.parametrize(("least", "most"), [(10, 7), (-1, 3)])
def test_days_before_that_are_no_window_are_refused(least, most):
    with pytest.raises(ValueError, match="no window"):
        meetings.DaysBefore("Board", least, most)


def test_a_step_that_opens_after_it_is_due_is_refused():
    with pytest.raises(ValueError, match="Pre-meeting opens after it is due"):
        timetable.Step("Pre-meeting", "performance", "board", offset=-10, opens=-7)


# -- against the papers themselves, where they are to hand


def plain(text):
    folded = text.replace("’", "'").replace("*", "").casefold()
    return re.sub(r"\s+", " ", folded)


def paper_of(slug):
    data = Path(os.environ.get("OPCC_TEST_DATA", "../shared/data"))
    path = data.parent / "papers" / f"{slug}.md"
    if not path.exists():
        pytest.skip("The papers are not to hand")
    return plain(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("slug", STYLES)
def test_headings_and_people_of_a_cover_report_stand_in_its_paper(slug):
    style = style_of(slug)
    report = style.cover_report
    printed = [
        report.title,
        report.author_line,
        *headings(style),
        *report.implications.headings,
        *report.signatories,
        *style.plan.starting_priorities,
        style.plan.title,
        style.plan.former_title,
    ]
    paper = paper_of(slug)

    assert [words for words in printed if plain(words) not in paper] == []


PRINTED_AS = {"Internal Audit Committee": "Internal and External Audit Committees"}


@pytest.mark.parametrize("slug", ["durham-2021", "cleveland-2017"])
def test_every_meeting_series_is_named_in_its_paper(slug):
    paper = paper_of(slug)
    series = [PRINTED_AS.get(name, name) for name in names(style_of(slug).series)]

    assert [name for name in series if plain(name) not in paper] == []


def test_south_wales_topics_and_series_are_named_in_its_paper():
    style = style_of("south-wales-2013")
    paper = paper_of("south-wales-2013")
    printed = [*names(style.series), *style.starting_topics, *names(style.categories)]

    assert [words for words in printed if plain(words) not in paper] == []


@pytest.mark.parametrize("slug", STYLES)
def test_no_style_carries_an_address_of_a_person(slug):
    text = (house_style.FOLDER / f"{slug}.toml").read_text(encoding="utf-8")

    assert "@" not in text
    assert re.search(r"\d{4,} \d{3}", text) is None
