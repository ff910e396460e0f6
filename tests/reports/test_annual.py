"""Annual reports: a year of published editions, and the statement of the year."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import strip_tags

from measures.domain.rating import State
from measures.models import Commentary, MeasureVersion
from opcc.core import clock
from opcc.core.access import standing_of
from opcc.core.moves import MoveRefused, WrittenMeanwhile
from opcc.core.periods import Period
from opcc.core.roles import Role
from reports.build.annual import build_annual
from reports.build.annual_blockers import blockers
from reports.changes import annual as changes
from reports.changes import records
from reports.domain import content as contents
from reports.domain.measure_part import Comparison, Figure, Oversight
from reports.models import AnnualReport, Publication
from reports.render import to_html, to_print_html
from reports.render.pdf import to_pdf
from reports.verification import problems
from tests.factories import DecisionFactory, PanelRecommendationFactory, person
from tests.reports.canaries import CANARIES
from tests.reports.domain.contents import commitment
from tests.reports.year_scene import QUARTERS, YEAR, YearScene, stated

NOW = dt.datetime(2026, 6, 20, 10, tzinfo=dt.UTC)
TODAY = dt.date(2026, 6, 20)
IN_THE_YEAR = dt.datetime(2026, 2, 3, 10, tzinfo=dt.UTC)
SAID = "Calls are answered faster than at any time since I took office."

GREEN, AMBER, RED = State.GREEN, State.AMBER, State.RED
FALLING = (("84.0", GREEN), ("79.0", AMBER), ("71.0", RED), ("62.0", RED))


@pytest.fixture(autouse=True)
def _the_day():
    with clock.told(NOW):
        yield


@pytest.fixture
def scene(db):
    return YearScene()


def started(scene, year=YEAR):
    return changes.start(office=scene.office, year=year, by=scene.builder)


def write(report, scene, user, statement=SAID):
    by = standing_of(user, scene.office, on=TODAY)
    report = AnnualReport.objects.get(pk=report.pk)
    return changes.write(
        report=report, statement=statement, based_on=report.revision, by=by
    )


def built(scene, **facts):
    report = AnnualReport(office=scene.office, **facts)
    report.period = YEAR
    return build_annual(report, on=TODAY)


def given(scene):
    return write(started(scene), scene, scene.commissioner)


def published(scene):
    return changes.publish(report=given(scene), by=scene.chief)


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


def stopping(report):
    return [each.text for each in blockers(report, on=TODAY) if each.is_error]


def test_without_a_statement_it_is_not_published(scene):
    scene.tell_year(*FALLING)
    report = started(scene)

    assert stopping(report) == ["The statement is missing."]
    with pytest.raises(MoveRefused, match="The statement is missing"):
        changes.publish(report=report, by=scene.chief)


def test_a_statement_that_an_officer_drafted_is_nobodys_until_it_is_given(scene):
    scene.tell_year(*FALLING)
    report = write(started(scene), scene, scene.builder)

    assert "Nobody has given the statement yet" in stopping(report)[0]
    report = write(report, scene, scene.commissioner)
    assert stopping(report) == []
    assert (report.stated_by, report.stated_on) == (scene.commissioner, TODAY)
    report = write(report, scene, scene.builder, "Something else.")
    assert "Nobody has given the statement yet" in stopping(report)[0]


def test_a_statement_is_not_lost_where_two_write_at_once(scene):
    scene.tell_year(*FALLING)
    report = started(scene)
    write(report, scene, scene.commissioner)

    with pytest.raises(WrittenMeanwhile):
        changes.write(
            report=report,
            statement="Mine.",
            based_on=report.revision,
            by=standing_of(scene.builder, scene.office, on=TODAY),
        )


@pytest.mark.parametrize(
    ("quarters", "is_enough"),
    [((1,), False), ((2,), False), ((4,), True), ((1, 2), True), ((), False)],
)
def test_it_needs_two_reports_or_that_of_the_last_quarter(scene, quarters, is_enough):
    for number in quarters:
        quarter = QUARTERS[number - 1]
        scene.tell(quarter, stated("2A", ("84.0", GREEN), upto=quarter))
    report = given(scene)

    found = [text for text in stopping(report) if "two quarters" in text]

    assert (found == []) is is_enough


def test_a_missing_report_is_worth_a_look_and_stops_nothing(scene):
    scene.tell(QUARTERS[3], stated("2A", *FALLING, upto=QUARTERS[3]))
    report = given(scene)

    found = blockers(report, on=TODAY)

    assert [each.is_error for each in found] == [False, False, False]
    assert "Q1 2025/26" in found[0].text


def test_a_year_that_has_not_ended_is_not_reported(scene):
    this_year = Period.quarter(2026, 1)
    scene.tell(this_year, stated("2A", ("84.0", GREEN), upto=this_year))
    report = write(started(scene, Period.year(2026)), scene, scene.commissioner)

    assert "The year 2026/27 has not ended." in stopping(report)


def test_a_year_is_written_about_once_at_a_time(scene):
    scene.tell_year(*FALLING)
    started(scene)

    with pytest.raises(ValidationError, match="begun already"):
        started(scene)


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


def test_a_statement_that_names_a_measure_that_is_not_public_is_refused(scene):
    scene.tell_year(*FALLING)
    hidden = scene.add_measure("1H", visibility="office")
    hidden.versions.update(name="Calls to the covert line")
    report = write(
        started(scene),
        scene,
        scene.commissioner,
        "We counted calls to the covert line.",
    )

    with pytest.raises(MoveRefused, match="of measure 1H and restricted"):
        changes.publish(report=report, by=scene.chief)


def test_html_in_a_statement_is_taken_out_and_told(client, scene):
    scene.tell_year(*FALLING)
    report = started(scene)
    client.force_login(scene.commissioner)
    address = reverse("reports:annual-statement", args=[scene.office.slug, report.pk])

    page = client.post(
        address,
        {"statement": "A <b>good</b> year.", "based_on": report.revision},
        follow=True,
    ).content.decode()

    report.refresh_from_db()
    assert report.statement == "A good year."
    assert "Taken out: HTML" in page


def test_it_goes_from_its_start_to_the_public_by_three_people(client, scene):
    scene.tell_year(*FALLING)
    slug = scene.office.slug
    client.force_login(scene.builder)
    listed = client.get(reverse("reports:annual-reports", args=[slug])).content.decode()
    assert reverse("reports:annual-add", args=[slug]) in listed
    client.post(reverse("reports:annual-add", args=[slug]), {"year": "2025/26"})
    report = AnnualReport.objects.get()
    args = [slug, report.pk]
    assert client.post(reverse("reports:annual-publish", args=args)).status_code == 403

    client.force_login(scene.commissioner)
    client.post(
        reverse("reports:annual-statement", args=args),
        {"statement": SAID, "based_on": report.revision},
    )
    preview = client.get(reverse("reports:annual-preview", args=args)).content.decode()
    assert SAID in preview and "Not for publication" in preview

    client.force_login(scene.chief)
    assert (
        SAID
        in client.get(reverse("reports:annual-publish", args=args)).content.decode()
    )
    assert not Publication.objects.filter(kind="annual").exists()
    page = client.post(reverse("reports:annual-publish", args=args), follow=True)

    address = f"/{slug}/annual-reports/2025-26/"
    assert address in page.content.decode()
    assert SAID in client.get(address).content.decode()
    assert (
        f"/{slug}/annual-reports/" in client.get(f"/{slug}/reports/").content.decode()
    )


def test_its_page_leads_to_what_it_lacks(client, scene):
    scene.tell(QUARTERS[0], stated("2A", ("84.0", GREEN), upto=QUARTERS[0]))
    report = started(scene)
    client.force_login(scene.chief)
    args = [scene.office.slug, report.pk]

    page = client.get(reverse("reports:annual", args=args)).content.decode()

    assert "The statement is missing." in page
    assert reverse("reports:annual-statement", args=args) in page
    assert reverse("reports:annual-publish", args=args) not in page
    assert client.get(reverse("reports:annual-publish", args=args)).status_code == 302


def test_before_any_report_the_list_says_when_one_can_be_started(client, scene):
    client.force_login(person(scene.office, Role.PERFORMANCE))

    page = client.get(reverse("reports:annual-reports", args=[scene.office.slug]))

    assert "No annual report yet" in page.content.decode()
    assert "Start an annual report" not in page.content.decode()


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
