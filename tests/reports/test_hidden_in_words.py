"""A hidden number in what people write: found, confirmed with a reason, refused."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from measures.models import Commentary
from opcc.core.models.periods import columns
from reports.build import build_edition
from reports.build.blockers import blockers
from reports.build.proposing import draft_guarded, proposed
from reports.changes import disclosure, publications
from reports.models import Edition
from tests.reports.desk_scene import QUARTER
from tests.reports.small_scene import SmallScene
from tests.reports.test_desk import seen, sent

TODAY = QUARTER.end.replace(month=10, day=20)


def errors(edition):
    found = blockers(Edition.objects.get(pk=edition.pk), on=TODAY)
    return [each.text for each in found if each.is_error]


def built(edition):
    return build_edition(edition, frozen_on=TODAY)


def write(scene, **texts):
    return Commentary.objects.create(
        measure=scene.small,
        number=scene.small.commentaries.count() + 1,
        by=scene.builder,
        at=timezone.now(),
        **columns(QUARTER),
        **texts,
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("It fell to 3.", True),
        ("Three children were harmed twice.", True),
        ("It fell, as on 3 March, by 3%.", False),
        ("There were 13 referrals.", False),
    ],
)
def test_a_hidden_number_in_the_commentary_stops_the_edition(text, says):
    scene = SmallScene()
    write(scene, why=text)

    found = errors(scene.draft())

    assert found == (
        [
            "1G: “Why? What is known, and what is not” says 3, which is the hidden "
            "figure for July to September 2026. Change the text, or confirm it."
        ]
        if says
        else []
    )


def test_a_number_that_is_another_is_confirmed_with_a_reason(client):
    scene = SmallScene()
    write(scene, happening="A team of 3 began in May.")
    edition = scene.draft()
    args = ("confirm", edition.pk, "1G", "happening")
    assert "A team of 3 began in May." in seen(client, scene, scene.builder, *args)

    page = sent(client, scene, scene.builder, *args, reason="Officers of the team.")

    assert "The number is confirmed." in page
    assert errors(edition) == []
    write(scene, happening="It fell to 3.")
    assert len(errors(edition)) == 1  # another text is looked at again


def test_a_hidden_number_of_the_quarter_in_the_standfirst_stops_the_edition():
    scene = SmallScene()
    edition = scene.draft()
    Edition.objects.filter(pk=edition.pk).update(standfirst="Only 3 were harmed twice.")

    (found,) = errors(edition)

    assert found.startswith("1G: “The standfirst” says 3")


def test_a_correction_does_not_say_what_the_edition_hides():
    scene = SmallScene()
    publication = scene.published().publication

    def correct(text, code="1G"):
        return publications.correct(
            publication=publication,
            by=scene.chief,
            severity="figure",
            text=text,
            measure_code=code,
        )

    for code in ("1G", ""):
        with pytest.raises(ValidationError, match="says 3, which is the hidden"):
            correct("The figure was 3, not 5.", code)
    assert correct("A figure of this measure was counted twice.").number == 1


def test_a_note_says_that_small_numbers_are_hidden_where_a_part_alone_is():
    scene = SmallScene(numbers=[(QUARTER, 40)])
    for name, number in {"North": 18, "South": 19, "West": 3}.items():
        scene.state(QUARTER, number, breakdown=name)

    part = built(scene.draft()).part("1G")

    assert part.figure.text == "40"
    assert part.notes == (
        "Small numbers are hidden [c], so that nobody can be identified.",
    )


def test_a_percentage_is_guarded_by_its_numerator_and_its_rest():
    scene = SmallScene(
        numbers=(),
        version={
            "kind": "percentage",
            "unit_name": "%",
            "decimals": 1,
            "numerator_label": "Found",
            "denominator_label": "Missing",
        },
    )
    places = {"": (60, 100), "North": (30, 50), "South": (27, 44), "West": (3, 6)}
    for name, (found, missing) in places.items():
        share = Decimal(found) * 100 / missing
        scene.state(
            QUARTER, share, breakdown=name, numerator=found, denominator=missing
        )
    edition = scene.draft()

    (guarded,) = draft_guarded(edition)

    assert [leak.sentence for leak in guarded.leaks] == [
        "July to September 2026 in West (the number counted) "
        "can be worked out as exactly 3",
        "July to September 2026 in West (the rest) can be worked out as exactly 3",
    ]
    places, left = proposed(guarded)
    assert (places, left) == ([("South", QUARTER)], 0)
    disclosure.hide(
        edition=edition,
        measure=scene.small,
        places=places,
        reason="A small number could be worked out.",
        by=scene.builder,
    )
    assert errors(edition) == []
