"""Every kind of page of the demonstration office, for everybody who may read it.

Each reader comes to one page of each kind (``made``); axe looks at it where it is made
of anything that no reader before them saw on a page of that kind.
"""

import re
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import pytest

from opcc.core.roles import MAY, Can, Role
from reports.models import PLACES, Kind
from tests.browser.axe import sideways
from tests.browser.made import Made, kind_of, looked_at
from tests.browser.visitor import Visitor
from tests.browser.walking import walk

AT_THE_DESK = [role for role in Role if Can.USE_DESK in MAY[role]]
AT_THE_PAPERS = [role for role in Role if Can.USE_DESK not in MAY[role]]


def walked(visitor, start, *, under):
    """One page of each kind, looked at on the way; the addresses."""
    return walk(lambda address: read(visitor, address), start, under=under)


def read(visitor, address):
    """Fetch it; go there with axe, and narrow, only where there is something new."""
    response = visitor.page.request.get(address)
    if not response.ok:
        visitor.amiss.append(f"{address}: status {response.status}")
    made = Made(response.text())
    if not made.of <= looked_at[kind_of(address)]:
        visitor.go(address)
        looked_at[kind_of(address)] |= made.of
    return made


def has_one_of(kind, addresses):
    """Whether a publication of that kind is among them, and not its list alone.

    The plan in force stands where others have their list.
    """
    folder = f"/westmarch/{PLACES[kind].folder}/"
    wanted = folder if kind == Kind.PLAN else f"{folder}[^/]+/"
    return any(re.fullmatch(wanted, urlsplit(each).path) for each in addresses)


def skips_first(visitor):
    """Whether the first press of Tab reaches the way past the navigation."""
    visitor.page.keyboard.press("Tab")
    focused = visitor.page.evaluate("document.activeElement.textContent")
    return focused.strip() == "Skip to main content"


@pytest.mark.parametrize("role", AT_THE_DESK)
def test_everybody_at_the_desk_reads_all_that_they_are_led_to(role, westmarch, visit):
    visitor = Visitor(visit(westmarch[str(role.label)]))
    visitor.go("/westmarch/desk/")
    assert skips_first(visitor)
    pages = walked(visitor, visitor.page.url, under="/westmarch/desk/")
    assert len(pages) > 3
    assert visitor.amiss == []


@pytest.mark.parametrize("role", AT_THE_PAPERS)
def test_the_panel_is_led_to_its_papers(role, westmarch, visit):
    visitor = Visitor(visit(westmarch[str(role.label)]))
    visitor.go("/westmarch/papers/")
    walked(visitor, visitor.page.url, under="/westmarch/papers/")
    assert skips_first(visitor)
    assert visitor.amiss == []


def test_a_stranger_reads_every_public_page_and_the_help(westmarch, visit):
    visitor = Visitor(visit())
    visitor.go("/westmarch/")
    assert skips_first(visitor)
    public = walked(visitor, visitor.page.url, under="/westmarch/")
    visitor.go("/westmarch/reports/compare/")
    visitor.press("Compare")
    visitor.reads("Revised figures")
    public.append(visitor.page.url)
    visitor.go("/westmarch/measures/?exceptions=1")
    visitor.reads("Show all measures")
    public.append(visitor.page.url)
    walked(visitor, urljoin(visitor.page.url, "/help/"), under="/help/")
    assert visitor.amiss == []
    assert [kind for kind in PLACES if not has_one_of(kind, public)] == []
    laid_out(visitor.page, public)


def laid_out(page, addresses):
    """No two pages have one title; each is looked at as people make it."""
    titles = {}
    for address in addresses:
        page.goto(address)
        assert skipped(page) == [], address
        titles.setdefault(page.title(), set()).add(urlsplit(own(page)).path)
        at_four_times_the_size(page)
        on_paper(page)
    assert {name: places for name, places in titles.items() if len(places) > 1} == {}


def own(page):
    """The address that a page says is its own, for some are led to by several."""
    said = page.locator("link[rel=canonical]")
    return said.get_attribute("href") if said.count() else page.url


def at_four_times_the_size(page):
    """400% of 1280 by 1024: nothing is read sideways, and the heading is there."""
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 320, "height": 256})
    assert sideways(page) == 0, page.url
    assert page.get_by_role("heading", level=1).count() == 1, page.url


def on_paper(page):
    """A4 at 96 dots an inch: nothing is cut off."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    assert sideways(page) == 0, page.url
    assert page.get_by_role("heading", level=1).is_visible(), page.url


def skipped(page):
    """The headings that are more than a level deeper than the one before them."""
    headings = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
        "all => all.map(each => [Number(each.tagName[1]), each.textContent.trim()])"
    )
    first = next(place for place, (level, _) in enumerate(headings) if level == 1)
    below = pairwise(headings[first:])
    return [words for (above, _), (level, words) in below if level > above + 1]
