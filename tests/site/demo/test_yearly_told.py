"""The demonstration: the thematic review, and the report on the year."""

from opcc.core.periods import PeriodKind
from reports.domain.content import from_bytes
from reports.models import Edition, Publication


def said_in(office, kind):
    publication = Publication.objects.for_office(office).get(kind=kind)
    return from_bytes(bytes(publication.document.content))


def test_the_review_of_a_topic_has_the_figures_of_the_last_report(office, latest):
    review = said_in(office, "thematic")

    assert review.theme.title == "Domestic abuse: suspects who have left"
    assert [part.code for part in review.edition.parts] == ["1A"]
    assert review.edition.part("1A") == latest.part("1A")
    assert review.questions
    assert all(question.answers for question in review.questions)
    assert review.conclusions


def test_the_year_that_has_ended_is_told_with_the_quarters_that_were_reported(
    office, days
):
    if days.back(-2).financial_year.end >= days.today:
        # Both reports are of the year in progress, which is not reported on yet.
        assert not Publication.objects.of_kind("annual").exists()
        return
    report = said_in(office, "annual")

    told = Edition.objects.filter(office=office, state="published")
    within = [each.period for each in told if report.year.contains(each.period)]
    assert {each.quarter for each in report.editions} == set(within)
    missing = set(report.year.split(PeriodKind.QUARTER)) - set(within)
    assert set(report.missing) == missing
    assert len(list(report.lines)) == 46
    assert report.stated_by.startswith("Eleanor Vaisey,")
    assert report.oversight
