"""The desk's chart to explore."""

import json
import re

import pytest
from django.urls import reverse

from opcc.core.periods import Period
from opcc.core.roles import Role
from tests.factories import MeasureFactory, OfficeFactory, person

Q1 = Period.quarter(2026, 1)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def desk(client, office):
    client.force_login(person(office, Role.PERFORMANCE))
    return client


def asked(desk, measure, name="explore"):
    address = reverse(f"measures:{name}", args=[measure.office.slug, measure.code])
    return desk.get(address, {"quarter": "2026-Q1"})


def test_the_figures_stand_there_three_times(desk, office):
    measure = MeasureFactory(office=office, values={Q1: 78, Q1 - 1: 76})

    page = asked(desk, measure).content.decode()

    found = re.search(
        r'<script id="explore-figure" type="application/json">(.*?)</script>', page
    )
    line = json.loads(found[1])["data"][-1]
    assert line["text"][-1] == "Q1 2026/27: 78.0%"
    assert 'class="chart chart--workbench"' in page
    assert "78.0%</td>" in page


def test_plotly_is_loaded_when_asked_for_and_not_before(desk, office):
    page = asked(desk, MeasureFactory(office=office, values={Q1: 78})).content.decode()

    assert not re.search(r"<script[^>]+src=[^>]*plotly", page)
    assert re.search(r'data-library="[^"]*plotly-basic[^"]*\.js"', page)
    assert re.search(r'id="plotly.js-style-global"\s+class="no-inline-styles"', page)


def test_a_name_with_markup_cannot_end_the_data(desk, office):
    measure = MeasureFactory(
        office=office, version={"name": "</script><b>A"}, values={Q1: 78}
    )

    assert "</script><b>" not in asked(desk, measure).content.decode()


def test_without_a_figure_there_is_nothing_to_explore(desk, office):
    measure = MeasureFactory(office=office)

    assert asked(desk, measure).status_code == 404
    assert "Explore this chart" not in asked(desk, measure, "measure").content.decode()


def test_the_chart_leads_there(desk, office):
    measure = MeasureFactory(office=office, values={Q1: 78})

    page = asked(desk, measure, "measure").content.decode()

    assert f"/measures/{measure.code}/explore/?quarter=2026-Q1" in page
