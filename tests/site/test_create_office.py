"""Making an office in each house style."""

import pytest
from django.core.management import CommandError, call_command

from opcc.core import audit
from opcc.core.models import Office, RoleHolding
from scrutiny.models import Body, MeetingSeries


def make(slug, style, force, name="The office"):
    call_command(
        "create_office",
        slug,
        name=name,
        force=force,
        first_person="first@westmarch.example",
        house_style=style,
    )
    return Office.objects.get(slug=slug)


@pytest.mark.parametrize(
    ("style", "force", "board"),
    [
        ("durham-2021", "Durham Constabulary", "Executive Board"),
        ("cleveland-2017", "Cleveland Police", "Scrutiny, Performance and Delivery"),
        ("cambridgeshire-2013", "Cambridgeshire Constabulary", "Panel"),
        ("south-wales-2013", "South Wales Police", "Strategic Board"),
    ],
)
def test_each_house_style_gives_an_office_its_bodies(style, force, board):
    office = make("an-office", style, force)

    assert office.bodies.filter(name__icontains=board).exists()
    assert office.force.name == force
    assert not Body.objects.filter(name__contains="{").exists()


def test_south_wales_meets_seven_to_ten_days_before_its_board():
    make("south-wales", "south-wales-2013", "South Wales Police")

    group = MeetingSeries.objects.get(name="Joint Performance Management Group")
    assert (group.days_before_least, group.days_before_most) == (7, 10)
    assert "Strategic Board" in group.before.name


def test_wales_gives_three_clear_days_and_england_five():
    assert make("a", "south-wales-2013", "South Wales Police").clear_days == 3
    assert make("b", "durham-2021", "Durham Constabulary").clear_days == 5


def test_an_office_keeps_its_ways_as_its_own():
    office = make("cleveland", "cleveland-2017", "Cleveland Police")

    assert office.ways["slug"] == "cleveland-2017"
    assert office.style.plan.starting_priorities[0].startswith("Investing in")


def test_the_first_person_is_its_administrator_and_nothing_more():
    office = make("durham", "durham-2021", "Durham Constabulary")

    roles = RoleHolding.objects.filter(office=office).values_list("role", flat=True)
    assert list(roles) == ["administrator"]


def test_making_it_again_makes_no_second():
    make("durham", "durham-2021", "Durham Constabulary")
    make("durham", "durham-2021", "Durham Constabulary")

    assert Office.objects.count() == 1


@pytest.mark.parametrize("slug", ["help", "verify", "accounts", "healthz"])
def test_an_address_of_the_service_is_refused(slug):
    with pytest.raises(CommandError, match="used by the service itself"):
        make(slug, "default", "Westmarch Police")

    assert Office.objects.count() == 0


def test_the_audit_begins_with_the_first_row():
    office = make("durham", "durham-2021", "Durham Constabulary")

    assert audit.first_broken(office) is None
    assert office.audit.order_by("number").first().number == 1
