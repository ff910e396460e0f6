"""Search over what is published: found by its words, and by nothing that is not."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from reports.changes import indexing
from reports.models import Passage, Publication
from reports.search.finding import find
from reports.search.words import MOST_LETTERS, MOST_WORDS, asked
from tests.factories import OfficeFactory
from tests.factories.publications import PublicationFactory
from tests.reports.finding_scene import agenda, decision
from tests.reports.hostile import HOSTILE

NOW = dt.datetime(2026, 1, 10, 12, tzinfo=dt.UTC)


@pytest.fixture
def office():
    return OfficeFactory(slug="westmarch", name="Westmarch PCC")


def titles(office, text, *, at=NOW):
    """The titles of what is found, the best first."""
    return [group[0].title for group in find(office, text, at=at).groups]


def snippet(office, text):
    return find(office, text, at=NOW).results(0, 1)[0].places[0].marked


# -- what is found


def test_words_are_found_in_any_form_and_case(office):
    decision(office, summary="Arrests were made in two districts.")

    assert titles(office, "ARRESTED district") == ["Decision 2025/001: A refuge"]


def test_words_that_stand_apart_find_the_document(office):
    decision(office, summary="A grant is made.", reasons="Women were sent away.")

    assert titles(office, "grant women") == ["Decision 2025/001: A refuge"]
    assert find(office, "grant women", at=NOW).with_all == 1


def test_the_kind_of_a_document_is_a_word_of_it(office):
    decision(office, summary="Nothing.")

    assert titles(office, "decision record refuge")
    assert titles(office, "decision notice refuge")


def test_an_accent_makes_no_difference(office):
    decision(office, summary="The café in Aldermere moves.")

    assert titles(office, "cafe") == titles(office, "CAFÉ") != []


def test_where_nothing_has_all_words_those_with_some_are_found(office):
    decision(office, summary="A grant is made.")

    found = find(office, "grant helicopter", at=NOW)

    assert (found.with_all, found.with_some) == (0, 1)


def test_beside_the_few_with_all_words_stand_those_that_are_headed_so(office):
    decision(office, "2025/001", title="Cars", summary="A refuge for cars.")
    decision(office, "2025/002", title="A refuge", summary="Nothing.")
    decision(office, "2025/003", title="Horses", summary="Not a refuge.")

    found = find(office, "refuge cars", at=NOW)

    assert (found.with_all, found.with_some) == (1, 1)
    assert titles(office, "refuge cars") == [
        "Decision 2025/001: Cars",
        "Decision 2025/002: A refuge",
    ]


def test_the_beginning_of_a_word_is_enough_where_nothing_has_it_whole(office):
    decision(office, summary="Burglaries fell.")

    assert titles(office, "burgl")
    assert not titles(office, "bu")


def test_small_words_do_not_narrow_a_question(office):
    decision(office, summary="Women wait for counselling.")

    assert find(office, "why do women wait so long for the counselling", at=NOW).groups
    assert find(office, "why do women wait for the counselling", at=NOW).with_all


def test_a_place_is_found_by_its_own_address(office):
    decision(office, reasons="Women were sent away.")

    result = find(office, "sent away", at=NOW).results(0, 1)[0]

    assert result.places[0].anchor == "reasons"
    assert result.places[0].heading == "Reasons"


# -- the order


def test_a_title_counts_for_more_than_the_text(office):
    decision(office, "2025/001", title="Vehicles", summary="A refuge is not meant.")
    decision(office, "2025/002", title="A refuge", summary="A grant is made.")

    assert titles(office, "refuge")[0] == "Decision 2025/002: A refuge"


def test_of_what_fits_equally_the_newer_comes_first(office):
    old, new = NOW - dt.timedelta(days=300), NOW - dt.timedelta(days=30)
    decision(office, "2025/001", summary="A grant is made.", public_from=new)
    decision(office, "2025/002", summary="A grant is made.", public_from=old)

    assert titles(office, "grant") == [
        "Decision 2025/001: A refuge",
        "Decision 2025/002: A refuge",
    ]


def test_what_is_superseded_comes_last_and_says_what_took_its_place(office):
    later = decision(
        office, "2025/002", summary="Grants, a grant and one more are made.", number=1
    )
    decision(office, "2025/001", summary="A grant is made.", superseded_by=later)

    first, second = find(office, "grant", at=NOW).results(0, 2)

    assert first.later_slug is None
    assert (second.later_slug, second.later_title) == ("2025-002", later.title)


def test_a_later_edition_under_embargo_is_not_given_away(office):
    tomorrow = NOW + dt.timedelta(days=1)
    later = decision(office, "2025/002", summary="Secret.", public_from=tomorrow)
    decision(office, "2025/001", summary="A grant is made.", superseded_by=later)

    assert find(office, "grant", at=NOW).results(0, 1)[0].later_title is None


# -- what is not found


def test_what_is_under_embargo_is_found_from_its_hour_on(office):
    decision(office, summary="A grant is made.", public_from=NOW)

    assert titles(office, "grant", at=NOW - dt.timedelta(seconds=1)) == []
    assert titles(office, "grant", at=NOW) == ["Decision 2025/001: A refuge"]


def test_nothing_of_another_office_is_found(office):
    decision(OfficeFactory(), summary="A grant is made.")

    assert titles(office, "grant") == []


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_no_error(office, text):
    decision(office, summary="A grant is made.")

    for result in find(office, text, at=NOW).results(0, 20):
        assert result.places


def test_a_hostile_word_is_looked_for_as_a_word(office):
    decision(office, summary="Stop. Do not go near.")

    assert find(office, "near not", at=NOW).with_all
    assert titles(office, 'stop" OR "x')


# -- the words


@pytest.mark.parametrize(
    ("typed", "looked_for"),
    [
        ("Domestic abuse", ("domestic", "abuse")),
        ("the refuge in the west", ("refuge", "west")),
        ("who will", ("who", "will")),  # nothing else is left
        ("2I, 999 & £250,000", ("2i", "999", "250", "000")),
        ("abuse abuse ABUSE", ("abuse",)),
        ("Commissioner’s", ("commissioner",)),
        ("naïve café", ("naive", "cafe")),
        ("", ()),
        ("*** --- ''' \x00", ()),
    ],
)
def test_what_is_looked_for(typed, looked_for):
    assert asked(typed).words == looked_for


def test_a_long_question_is_cut():
    said = asked(" ".join(f"word{n}" for n in range(5_000)))

    assert len(said.words) == MOST_WORDS
    assert sum(map(len, said.words)) < MOST_LETTERS


# -- what is shown


def test_what_was_looked_for_is_marked_and_markup_is_only_text(office):
    decision(office, summary="A grant & a <b>loan</b> are made.")

    assert snippet(office, "grant").startswith(
        "A <mark>grant</mark> &amp; a &lt;b&gt;loan"
    )


def test_a_word_that_was_found_whole_is_not_marked_in_a_longer_one(office):
    decision(office, summary="Westmarch is in the west.")

    assert snippet(office, "west") == "Westmarch is in the <mark>west</mark>."
    assert snippet(office, "westm") == "<mark>Westmarch</mark> is in the west."


# -- the index


def test_indexing_again_changes_nothing(office):
    publication = decision(office, summary="A grant is made.")
    before = list(Passage.objects.values_list("position", "anchor", "heading", "text"))

    indexing.index(publication=publication)

    after = list(Passage.objects.values_list("position", "anchor", "heading", "text"))
    assert after == before
    assert titles(office, "grant") == ["Decision 2025/001: A refuge"]


def test_what_is_made_anew_is_found_by_what_it_says_now(office):
    publication = decision(office, summary="A grant is made.")
    Passage.objects.update(text="Something else")
    Passage.objects.filter(publication=publication).delete()

    indexing.index(publication=publication)

    assert titles(office, "grant")
    assert titles(office, "something") == []


def test_a_document_that_cannot_be_read_any_more_is_found_by_its_title(office):
    publication = PublicationFactory(office=office, title="The lost quarter")

    assert indexing.index(publication=publication) == 1
    assert titles(office, "lost quarter") == ["The lost quarter"]


def test_the_worker_lets_be_found_what_was_published_before(office, capsys):
    decision(office, summary="A grant is made.")
    Passage.objects.all().delete()
    assert indexing.lacking().count() == 1

    call_command("tick")
    call_command("tick")

    assert capsys.readouterr().out.count("To be found") == 1
    assert titles(office, "grant", at=timezone.now())


def test_the_index_is_made_anew_for_one_office(office, capsys):
    decision(office, summary="A grant is made.")
    decision(OfficeFactory(slug="eastmarch"), summary="A grant is made.")
    Passage.objects.all().delete()

    call_command("reindex", office="westmarch")

    # the whole, and what is decided: no reasons, no options
    assert capsys.readouterr().out == "2 passages of 1 publications\n"
    assert {
        each.office.slug for each in Publication.objects.exclude(passages=None)
    } == {"westmarch"}


def test_an_office_that_is_not_there_is_not_indexed():
    with pytest.raises(CommandError, match="There is no office nowhere"):
        call_command("reindex", office="nowhere")


def test_a_question_costs_three_queries_at_most(office, django_assert_max_num_queries):
    for number in range(5):
        agenda(office, dt.date(2026, 1, 1 + number))

    with django_assert_max_num_queries(3):
        find(office, "custody helicopter", at=NOW).results(0, 20)
