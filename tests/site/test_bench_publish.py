"""The publishing's benchmark draws as many measures as it says, each its own."""

import time

from opcc.site.bench import publish
from opcc.site.bench.timing import against
from reports.build import build_edition
from reports.render import to_html
from tests.documents.sample import FROZEN_ON, Westmarch


def test_an_edition_is_made_of_as_many_measures_as_are_asked_for():
    westmarch = Westmarch()
    westmarch.fill(3)
    edition = build_edition(westmarch.edition(), frozen_on=FROZEN_ON)

    grown = publish._of_measures(edition, 10)

    assert len(edition.parts) == 3
    assert [part.code for part in sorted(grown.parts, key=by_number)] == [
        f"N{number}" for number in range(1, 11)
    ]
    assert to_html(grown).count('<article class="part') == 10


def by_number(part):
    return int(part.code[1:])


def test_a_processors_time_is_judged_and_the_walls_is_noted():
    """Sleeping takes no processor: ours is not a hundred times the floor."""
    result = against(
        "idle",
        ours=lambda: (time.sleep(0.2), sum(range(200_000))),
        floor=lambda: (time.sleep(0.002), sum(range(200_000))),
        most=5.0,
        runs=3,
        clock=time.process_time,
    )

    assert result.holds
    assert "; by the wall, at best, " in result.note
    assert result.words.startswith("idle: ")
