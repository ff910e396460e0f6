"""Comparators and populations in an edition."""

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest

from measures.changes import comparators
from measures.models import Comparator, Population
from measures.statements import GroupFigure
from opcc.core.periods import Period
from reports.build import build_edition
from reports.domain.content import from_bytes, to_bytes
from reports.models import Edition
from reports.render.html import to_html
from reports.render.spreadsheet import to_csv
from tests.documents.sample import FROZEN_ON, QUARTER, Westmarch
from tests.factories import UserFactory


@pytest.fixture
def westmarch():
    return Westmarch()


def beside(westmarch, measure, figures, *, period=QUARTER, name="Most similar group"):
    made, _new = Comparator.objects.get_or_create(
        office=westmarch.office,
        name=name,
        defaults={"averaging": "median", "source": "HMICFRS, 2026"},
    )
    rows = []
    for member, value in figures.items():
        if member and not made.members.filter(name=member).exists():
            made.members.create(name=member, joined_on=dt.date(2020, 4, 1))
        rows.append(GroupFigure(made, measure, member, period, Decimal(value)))
    comparators.state_values(office=westmarch.office, stated=rows, by=UserFactory())
    made.values.model._base_manager.update(at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC))


def built(westmarch):
    edition = Edition.objects.for_office(westmarch.office).first()
    return build_edition(edition or westmarch.edition(), frozen_on=FROZEN_ON)


def of(content, measure):
    return content.part(measure.code).benchmarks


@pytest.fixture
def measure(westmarch):
    westmarch.fill(1)
    return westmarch.office.measures.first()


def cells(content):
    return list(csv.DictReader(io.StringIO(to_csv(content).decode())))


def test_a_part_says_its_rank_its_range_and_how_the_average_was_made(
    westmarch, measure
):
    ours = built(westmarch).part(measure.code).figure.value
    theirs = {"North": ours - 2, "South": ours + 4, "East": ours + 1}
    beside(westmarch, measure, theirs)

    benchmark = of(built(westmarch), measure)[0]

    assert (benchmark.name, benchmark.period) == ("Most similar group", QUARTER)
    assert benchmark.ours == ours
    assert (benchmark.lowest, benchmark.highest) == (ours - 2, ours + 4)
    assert benchmark.average == ours + 1
    assert benchmark.method == "median of the members"
    assert " of 4, 1 is " in benchmark.rank


def test_page_and_download_say_the_same_as_the_content(westmarch, measure):
    ours = built(westmarch).part(measure.code).figure.value
    beside(westmarch, measure, {"North": ours - 2, "South": ours + 4})
    content = built(westmarch)
    benchmark = of(content, measure)[0]

    page = to_html(content)
    row = next(r for r in cells(content) if r["period"] == QUARTER.key)

    assert "Benchmark, computed" in page
    assert "Benchmark" in dict(content.glossary)
    assert benchmark.rank in page
    assert row["comparator"] == "Most similar group"
    assert Decimal(row["comparator_lowest"]) == ours - 2
    assert row["comparator_rank"] == benchmark.rank
    assert [r["comparator"] for r in cells(content)].count("Most similar group") == 1


def test_a_year_that_is_compared_is_a_row_of_the_download(westmarch, measure):
    year = Period.year(2025)
    beside(westmarch, measure, {"": 50}, period=year, name="England and Wales")

    row = next(r for r in cells(built(westmarch)) if r["period"] == year.key)

    assert row["comparator"] == "England and Wales"
    assert Decimal(row["comparator_average"]) == 50
    assert row["comparator_rank"] == ""


def test_a_hidden_figure_is_told_neither_by_its_rank_nor_by_its_years(
    westmarch, measure
):
    """A quarter of 3 is hidden, and with it the year that holds it."""
    measure.is_sensitive = True
    measure.save()
    version = measure.versions.get()
    version.kind, version.unit_name, version.decimals = "count", "victims", 0
    version.save()
    rows = measure.observations.model._base_manager.filter(measure=measure)
    rows.update(value=30, numerator=None, denominator=None)
    rows.filter(period_start=(QUARTER - 3).start).update(value=3)
    beside(westmarch, measure, {"North": 20, "": 25}, period=QUARTER - 3)
    year = Period.year(2025)
    beside(westmarch, measure, {"": 90}, period=year, name="England and Wales")

    years, quarters = of(built(westmarch), measure)

    assert (quarters.period, years.period) == (QUARTER - 3, year)
    for told in (quarters, years):
        assert (told.ours, told.rank, told.sentence, told.standing) == (
            None,
            "",
            "",
            "",
        )
    assert quarters.average == 25


def test_what_was_stated_after_the_editions_day_is_not_in_it(westmarch, measure):
    beside(westmarch, measure, {"North": 50})
    group = Comparator.objects.get()
    late = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    group.values.model._base_manager.update(at=late)
    assert of(built(westmarch), measure) == ()


def test_an_edition_stored_before_there_were_comparators_is_still_read(westmarch):
    westmarch.fill(1)
    stored = to_bytes(built(westmarch)).replace(b'"benchmarks":[],', b"")
    assert b"benchmarks" not in stored
    assert from_bytes(stored).parts[0].benchmarks == ()


def test_comparators_cost_one_query_more_for_any_number_of_measures(
    westmarch, django_assert_num_queries
):
    westmarch.fill(4)
    for each in westmarch.office.measures.all():
        beside(westmarch, each, {"North": 50, "South": 60})
    edition = Edition.objects.select_related(
        "office__force", "plan", "meeting__body"
    ).get(pk=westmarch.edition().pk)
    with django_assert_num_queries(24):
        build_edition(edition, frozen_on=FROZEN_ON)


def test_a_rate_says_the_year_of_the_population_it_is_divided_by(westmarch, measure):
    version = measure.versions.get()
    version.kind, version.unit_name, version.per = "rate", "per 1,000", 1000
    version.save()
    Population.objects.create(
        office=westmarch.office, area="Westmarch", year=2024, number=5000, source="ONS"
    )
    rows = measure.observations.model._base_manager.filter(measure=measure)
    rows.update(numerator=100, denominator=5000, value=20)

    notes = built(westmarch).part(measure.code).notes

    assert "Population of 2024: 5,000 (ONS)." in notes
