"""The demonstration: what readers without an account find ahead, and ask for."""

import datetime as dt

from reports.models import Letter, Publication
from scrutiny.domain import clocks


def test_the_home_names_a_meeting_to_come_with_its_agenda(office, days, client):
    home = client.get("/westmarch/").content.decode()
    evening = office.bodies.get(name="Accountability Board").meetings.get(
        place="Aldermere Library"
    )
    agendas = Publication.objects.for_office(office).of_kind("agenda")
    agenda = agendas.latest("number")

    assert evening.held_on > days.today
    assert "Aldermere Library" in home.partition("Next meetings")[2]
    assert clocks.clear_days_given(evening.agenda_published_on, evening.held_on) >= 5
    assert "What residents want to ask" in client.get(agenda.address).content.decode()


def test_three_people_asked_to_be_told_and_one_has_not_confirmed(office):
    asked = office.subscribers.all()

    assert asked.count() == 3
    assert all(each.email.endswith(".example") for each in asked)
    (waiting,) = asked.filter(confirmed_at=None)
    assert [letter.subscriber for letter in Letter.objects.asked_for()] == [waiting]
    assert Letter.objects.filter(subscriber__in=asked.confirmed()).count() == 0
    assert waiting.asked_at > Publication.objects.for_office(office).latest(
        "public_from"
    ).public_from - dt.timedelta(minutes=10)
