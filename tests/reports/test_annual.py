"""Annual reports: a year of published editions, and the statement of the year."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from measures.domain.rating import State
from measures.models import Commentary, MeasureVersion
from opcc.core import clock
from opcc.core.moves import MoveRefused
from reports.changes import records
from reports.domain import content as contents
from reports.domain.measure_part import Comparison, Figure, Oversight
from reports.models import Publication
from reports.render import to_html, to_print_html
from reports.render.pdf import to_pdf
from reports.verification import problems
from tests.factories import DecisionFactory, PanelRecommendationFactory
from tests.reports.canaries import CANARIES
from tests.reports.domain.contents import commitment
from tests.reports.year_scene import (
    NOW,
    QUARTERS,
    SAID,
    YearScene,
    built,
    published,
    stated,
    write,
)

IN_THE_YEAR = dt.datetime(2026, 2, 3, 10, tzinfo=dt.UTC)

GREEN, AMBER, RED = State.GREEN, State.AMBER, State.RED
FALLING = (("84.0", GREEN), ("79.0", AMBER), ("71.0", RED), ("62.0", RED))


@pytest.fixture(autouse=True)
def _the_day():
    with clock.told(NOW):
        yield


@pytest.fixture
def scene(db):
    return YearScene()


def line(content, code="2A"):
    return next(each for each in content.lines if each.code == code)


def told(content, code="2A"):
    return [cell.figure.full for cell in line(content, code).cells]


def positions(content, code="2A"):
    return [cell.grade.state for cell in line(content, code).cells]


# -- four quarters side by side


def test_a_measure_has_its_four_quarters_and_their_positions_side_by_side(scene):
    scene.tell_year(*FALLING)

    content = built(scene)

    assert told(content) == ["84.0%", "79.0%", "71.0%", "62.0%"]
    assert positions(content) == [GREEN, AMBER, RED, RED]
    assert content.missing == ()
    assert [each.quarter for each in content.editions] == QUARTERS


def test_a_revised_figure_stands_as_the_last_report_tells_it(scene):
    scene.tell(QUARTERS[0], stated("2A", ("84.0", GREEN), upto=QUARTERS[0]))
    revised = stated("2A", ("81.5", GREEN), ("79.0", AMBER), upto=QUARTERS[1])
    scene.tell(QUARTERS[1], revised)

    content = built(scene)

    assert told(content) == ["81.5%", "79.0%", "[x]", "[x]"]
    assert line(content).cells[0].told_in == QUARTERS[1]


def test_no_year_is_made_of_quarterly_percentages(scene):
    """The mean of the four would be 74.0."""
    scene.tell_year(*FALLING)

    content = built(scene)

    assert line(content).year is None
    assert "74" not in strip_tags(to_html(content))
    assert "none stated" in to_html(content)


def test_the_year_is_what_the_last_report_states(scene):
    total = Comparison(
        "year_to_date",
        "Year to date",
        "",
        figure=Figure("80.1%", Decimal("80.1")),
        total=Figure("73.2%", Decimal("73.2")),
    )
    scene.tell_year(*FALLING, comparisons=(total,))

    content = built(scene)

    assert line(content).year.figure.full == "73.2%"
    assert line(content).before.full == "80.1%"


def test_a_total_to_december_is_not_the_year(scene):
    total = Comparison(
        "year_to_date",
        "Year to date",
        "",
        figure=Figure("80.1%", Decimal("80.1")),
        total=Figure("73.2%", Decimal("73.2")),
    )
    for place, quarter in enumerate(QUARTERS[:3], start=1):
        part = stated("2A", *FALLING[:place], upto=quarter, comparisons=(total,))
        scene.tell(quarter, part)

    assert line(built(scene)).year is None


def test_a_measure_that_is_no_longer_reported_keeps_its_place(scene):
    scene.tell(
        QUARTERS[0],
        stated("2A", ("84.0", GREEN), upto=QUARTERS[0]),
        stated("2B", ("70.0", RED), upto=QUARTERS[0]),
    )
    scene.tell(QUARTERS[1], stated("2A", *FALLING[:2], upto=QUARTERS[1]))

    content = built(scene)

    assert [each.code for each in content.lines] == ["2A", "2B"]
    assert told(content, "2B") == ["70.0%", "[x]", "[x]", "[x]"]
    assert ("2B", "No longer reported.") in [
        (each.code, each.text) for each in content.changes.also
    ]


def test_quarters_without_a_report_are_named_in_the_document(scene):
    scene.tell(QUARTERS[1], stated("2A", *FALLING[:2], upto=QUARTERS[1]))
    scene.tell(QUARTERS[3], stated("2A", *FALLING, upto=QUARTERS[3]))

    content = built(scene)

    assert content.missing == (QUARTERS[0], QUARTERS[2])
    page = strip_tags(to_html(content))
    assert "No report was published for Q1 2025/26, Q3 2025/26." in page
    # Later reports tell those quarters all the same.
    assert told(content) == ["84.0%", "79.0%", "71.0%", "62.0%"]


def test_only_the_last_edition_of_a_quarter_counts(scene):
    scene.tell(QUARTERS[0], stated("2A", ("99.0", GREEN), upto=QUARTERS[0]))
    first = Publication.objects.get(kind="edition")
    scene.tell(QUARTERS[0], stated("2A", ("84.0", GREEN), upto=QUARTERS[0]))

    content = built(scene)

    assert [each.number for each in content.editions] == [1]
    assert told(content)[0] == "84.0%"
    assert first.address not in to_html(content)


# -- what is hidden


def test_what_any_report_of_the_year_hides_is_hidden(scene):
    """April to June is told at first, hidden by the next report, and told again."""
    scene.tell(QUARTERS[0], stated("2A", ("84.0", GREEN), upto=QUARTERS[0]))
    scene.tell(QUARTERS[1], stated("2A", "c", ("79.0", AMBER), upto=QUARTERS[1]))
    scene.tell(QUARTERS[2], stated("2A", *FALLING[:3], upto=QUARTERS[2]))
    scene.tell(QUARTERS[3], stated("2A", *FALLING, upto=QUARTERS[3]))

    content = built(scene)

    assert told(content) == ["[c]", "79.0%", "71.0%", "62.0%"]
    assert positions(content) == [State.SUPPRESSED, AMBER, RED, RED]
    assert ("c", "hidden, so that nobody can be identified") in content.symbols
    assert b"84.0" not in contents.to_bytes(content)


def test_what_a_report_of_the_next_year_hides_is_hidden(scene):
    scene.tell_year(*FALLING)
    after = QUARTERS[3] + 1
    scene.tell(after, stated("2A", "w", ("80.0", GREEN), upto=after))

    content = built(scene)

    assert told(content)[3] == "[w]"
    assert b"62.0" not in contents.to_bytes(content)
    assert [each.quarter for each in content.editions] == QUARTERS


def test_a_hidden_total_of_the_year_stays_hidden(scene):
    def total(figure):
        before = Figure("80.1%", Decimal("80.1"))
        return Comparison("year_to_date", "", "", figure=before, total=figure)

    open_ = total(Figure("73.2%", Decimal("73.2")))
    scene.tell_year(*FALLING, comparisons=(open_,))
    after = QUARTERS[3] + 4
    hidden = Comparison(
        "year_to_date", "", "", figure=Figure("[c]", symbol="c"), total=open_.total
    )
    part = stated("2A", ("80.0", GREEN), upto=after, comparisons=(hidden,))
    scene.tell(after, part)

    content = built(scene)

    assert line(content).year.figure.full == "[c]"
    assert b"73.2" not in contents.to_bytes(content)


def test_words_about_a_figure_that_is_hidden_since_are_left_out(scene):
    box = Oversight(asked="Why 84?", concluded="Not assured.", signed="The holder")
    scene.tell(
        QUARTERS[0], stated("2A", ("84.0", GREEN), upto=QUARTERS[0], oversight=box)
    )
    kept = Oversight(did="I wrote to the chief constable.", signed="The holder")
    scene.tell(
        QUARTERS[1],
        stated("2A", "c", ("79.0", AMBER), upto=QUARTERS[1], oversight=kept),
    )

    content = built(scene)

    assert [each.oversight for each in content.oversight] == [kept]
    assert content.left_out == ("2A",)
    assert "Why 84?" not in to_html(content)


def test_what_changed_says_nothing_of_what_is_hidden_since(scene):
    scene.tell_year(*FALLING)
    open_ = built(scene)
    assert [each.text for each in open_.changes.worse] == [
        "Green to red: 84.0%, now 62.0%."
    ]
    after = QUARTERS[3] + 1
    scene.tell(after, stated("2A", "c", ("80.0", GREEN), upto=after))

    changes_ = built(scene).changes

    assert changes_.worse == ()
    assert "62.0" not in str(changes_)


# -- the rest of the year


def test_commitments_stand_as_the_last_report_states_them(scene):
    scene.tell(QUARTERS[0], commitments=(commitment("1.1a", "on_track"),))
    late = (commitment("1.1a", "delayed"), commitment("1.1b", "on_track"))
    scene.tell(QUARTERS[3], commitments=late)

    content = built(scene)

    assert content.commitments == late
    assert content.delivery == (("Delayed", 1), ("On track", 1))


def test_what_the_commissioner_concluded_stands_with_its_quarter(scene):
    first = Oversight(concluded="Not assured.", signed="Alan Reeve, 2 August 2025")
    last = Oversight(concluded="Assured.", signed="Alan Reeve, 2 May 2026")
    for quarter, box in ((QUARTERS[0], first), (QUARTERS[3], last)):
        scene.tell(quarter, stated("2A", ("84.0", GREEN), upto=quarter, oversight=box))

    content = built(scene)

    assert [(each.quarter, each.oversight) for each in content.oversight] == [
        (QUARTERS[0], first),
        (QUARTERS[3], last),
    ]


def test_decisions_and_responses_of_the_year_are_listed_and_no_others(scene):
    scene.tell_year(*FALLING)
    with clock.told(IN_THE_YEAR):
        taken = DecisionFactory(office=scene.office, taken=True)
        within = records.publish_decision(taken=taken, by=scene.chief)
        answered = PanelRecommendationFactory(office=scene.office, accepted=True)
        answer = records.publish_answer(answered=answered, by=scene.chief)
    later = DecisionFactory(office=scene.office, taken=True)
    records.publish_decision(taken=later, by=scene.chief)

    content = built(scene)

    stored = Publication.objects.filter(kind="decision").order_by("number")[0]
    assert [each.address for each in content.decisions] == [stored.address]
    assert len(content.answers) == 1
    assert content.answers[0].title == Publication.objects.get(kind="answer").title
    assert within != answer


# -- the statement, and what stands in the way


# -- publishing it


def test_a_published_report_stays_and_a_later_issue_takes_its_place(scene):
    scene.tell_year(*FALLING)
    first = published(scene)
    with pytest.raises(MoveRefused, match="what was published stays"):
        write(first.annual_report, scene, scene.commissioner, "Other words.")

    second = published(scene)

    first.refresh_from_db()
    assert (first.slug, second.slug) == ("2025-26", "2025-26-issue-2")
    assert first.superseded_by == second
    assert list(problems()) == []


def test_none_of_50_canaries_in_rows_is_in_an_annual_report(client, scene):
    scene.tell_year(*FALLING)
    left = iter(CANARIES)
    for version in MeasureVersion.objects.all():
        version.name, version.definition, version.source = (next(left) for _n in "abc")
        version.save()
    hidden = scene.add_measure("1H", visibility="office")
    hidden.versions.update(name=f"How often {next(left)} happens here")
    DecisionFactory(office=scene.office, title=next(left), reasons=next(left))
    PanelRecommendationFactory(office=scene.office, text=next(left))
    for number, canary in enumerate(left, start=1):
        Commentary.objects.create(
            measure=scene.measure,
            number=number,
            period_kind="quarter",
            period_start=QUARTERS[3].start,
            period_end=QUARTERS[3].end,
            by=scene.builder,
            at=NOW,
            happening=canary,
            concluded=canary,
        )

    publication = published(scene)

    drawn = publication.document.renderings.values_list("body", flat=True)
    page = client.get(publication.address).content
    listing = client.get(f"/{scene.office.slug}/annual-reports/").content
    everything = b"".join(map(bytes, drawn)) + page + listing
    everything += bytes(publication.document.content)
    for canary in CANARIES:
        assert canary.encode() not in everything, canary
    assert SAID.encode() in page


def test_it_is_built_in_as_many_queries_however_many_measures(
    scene, django_assert_num_queries
):
    for quarter in QUARTERS:
        parts = [stated(f"2{n}", ("84.0", GREEN), upto=quarter) for n in range(9)]
        scene.tell(quarter, *parts)

    with django_assert_num_queries(4):
        content = built(scene)

    assert len(list(content.lines)) == 9


def test_it_reads_back_as_stored_and_its_pdf_is_accessible(scene, tmp_path):
    pdfua = pytest.importorskip("pdfua")
    box = Oversight(asked="Why?", concluded="Not assured.", did="I wrote.", signed="I")
    scene.tell_year(*FALLING, oversight=box)
    stored = bytes(published(scene).document.content)

    content = contents.from_bytes(stored)

    assert contents.to_bytes(content) == stored
    path = tmp_path / "annual.pdf"
    path.write_bytes(to_pdf(to_print_html(content, contents.fingerprint(stored))))
    assert [str(finding) for finding in pdfua.validate(path).findings] == []
    assert path.read_bytes() == to_pdf(
        to_print_html(content, contents.fingerprint(stored))
    )
