"""How an edition is put together, and for whom each part is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from opcc.core.moves import MoveRefused
from reports.domain.composition import (
    BY_NAME,
    PlacedPart,
    check_audience,
    for_audience,
)
from tests.reports.domain.contents import edition_of

OURS = PlacedPart("text-1", heading="What we heard", text="Much.", audience="panel")
NOTES = PlacedPart("text-2", heading="For ourselves", text="Ask.", audience="office")
SCORECARD = PlacedPart("scorecard")
ALL = (OURS, SCORECARD, NOTES)


@pytest.mark.parametrize(
    ("audience", "left"),
    [
        ("public", (SCORECARD,)),
        ("panel", (OURS, SCORECARD)),
        ("office", (OURS, SCORECARD, NOTES)),
    ],
)
def test_a_version_has_the_parts_that_its_audience_may_read(audience, left):
    assert for_audience(ALL, audience) == left


def test_a_part_above_the_audience_names_itself_and_stops_the_build():
    content = replace(edition_of(), composition=ALL)

    with pytest.raises(MoveRefused, match="“What we heard” is for the panel"):
        check_audience(content)
    with pytest.raises(MoveRefused, match="“For ourselves” is for the office"):
        check_audience(replace(content, audience="panel"))


def test_a_computed_part_above_the_audience_is_named_by_its_heading():
    above = PlacedPart("commitments", audience="office")

    with pytest.raises(MoveRefused, match="“Commitments” is for the office"):
        check_audience(replace(edition_of(), composition=(above,)))


def test_a_version_of_what_its_audience_may_read_is_let_through():
    check_audience(edition_of())
    check_audience(replace(edition_of(), composition=for_audience(ALL, "public")))
    check_audience(replace(edition_of(), audience="office", composition=ALL))


def test_what_every_position_rests_on_may_not_be_left_out():
    stays = {name for name, part in BY_NAME.items() if not part.may_go}

    assert stays == {"scorecard", "measures", "notes"}
