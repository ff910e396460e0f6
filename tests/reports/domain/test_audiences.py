"""For whom a version of an edition is, and what may not stand in it."""

from dataclasses import replace

import pytest

from opcc.core.moves import MoveRefused
from reports.domain.audiences import (
    check_audience,
    check_public,
    narrower,
    says_more,
)
from reports.domain.composition import PlacedPart
from tests.reports.domain.contents import commitment, edition_of, part_of

PANELS = replace(part_of("1B"), audience="panel")
OFFICES = replace(part_of("1C"), audience="office")


def test_a_measure_above_the_audience_names_itself_and_stops_the_build():
    content = edition_of(part_of("1A"), PANELS, OFFICES)

    with pytest.raises(MoveRefused, match=f"“1B {PANELS.name}” is for the panel"):
        check_audience(content)
    with pytest.raises(MoveRefused, match=f"“1C {OFFICES.name}” is for the office"):
        check_audience(replace(content, audience="panel"))
    check_audience(replace(content, audience="office"))


def test_a_commitment_above_the_audience_names_itself_too():
    held = replace(commitment("C1", "on_track"), audience="panel")
    content = replace(edition_of(part_of("1A")), commitments=(held,))

    with pytest.raises(MoveRefused, match=f"{held.title}” is for the panel"):
        check_audience(content)


def test_a_part_of_the_offices_own_words_is_looked_at_as_well():
    words = PlacedPart("text-1", heading="What we heard", audience="panel")
    content = replace(edition_of(part_of("1A")), composition=(words,))

    with pytest.raises(MoveRefused, match="“What we heard” is for the panel"):
        check_audience(content)


def test_only_the_public_version_is_published_even_if_all_in_it_is_public():
    content = edition_of(part_of("1A"))
    check_public(content)

    with pytest.raises(MoveRefused, match="This is the panel version"):
        check_public(replace(content, audience="panel"))
    with pytest.raises(MoveRefused, match="“1B"):
        check_public(edition_of(PANELS))


def test_a_version_says_more_only_where_something_but_its_audience_differs():
    public = edition_of(part_of("1A"))

    assert not says_more(replace(public, audience="panel"), than=public)
    with_more = replace(edition_of(part_of("1A"), PANELS), audience="panel")
    assert says_more(with_more, than=public)


def test_what_the_panel_may_read_the_office_may_and_nobody_wider():
    assert narrower("public") == ("panel", "office")
    assert narrower("panel") == ("office",)
    assert narrower("office") == ()
