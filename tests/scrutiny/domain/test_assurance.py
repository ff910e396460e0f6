"""The scale of assurance, without a database."""

import pytest

from opcc.core.moves import MoveRefused
from scrutiny.domain import assurance
from scrutiny.domain.assurance import disc_of

THREE = ("assured", "partly", "not_assured")
FIVE = ("full", "substantial", "reasonable", "limited", "none_given")


@pytest.mark.parametrize(
    ("grade", "scale", "disc"),
    [
        ("assured", THREE, "assured"),
        ("partly", THREE, "partly"),
        ("not_assured", THREE, "not_assured"),
        ("full", FIVE, "assured"),
        ("substantial", FIVE, "partly"),
        ("limited", FIVE, "partly"),
        ("none_given", FIVE, "not_assured"),
        ("full", THREE, "none"),
    ],
)
def test_the_best_grade_is_a_full_disc_and_the_worst_a_ring(grade, scale, disc):
    assert disc_of(grade, scale) == disc


def test_assurance_statements_are_made_by_the_commissioner_or_deputy_only():
    """Rule 16."""
    assurance.check_stated_by(may_state=True)

    with pytest.raises(MoveRefused, match="Only the Commissioner or the deputy"):
        assurance.check_stated_by(may_state=False)


def test_a_grade_off_the_office_s_scale_is_refused():
    with pytest.raises(MoveRefused, match="office's scale"):
        assurance.check_grade("full", THREE)


@pytest.mark.parametrize("status", ["planned", "agenda_published", "cancelled"])
def test_nothing_is_concluded_before_the_meeting_is_held(status):
    with pytest.raises(MoveRefused, match="once its meeting is held"):
        assurance.check_item(status=status)
