"""Every kind of page of the demonstration office, for everybody who may read it.

A page's kind is its address without its numbers. Each reader comes to one page of
each kind; axe looks at it where it is made of anything that no reader before them saw
on a page of that kind.
"""

import re
from collections import defaultdict, deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from opcc.core.roles import MAY, Can, Role
from scrutiny.models.keys import KEY_LENGTH, LETTERS
from tests.browser.axe import sideways
from tests.browser.visitor import Visitor

MOST = 200
"""Kinds of pages that nobody is led to as many of; a walk that goes on is astray."""

NOT_PAGES = re.compile(
    r"/accounts/|/admin/|/download/|\.(pdf|csv|json|xlsx|docx|ics|css|atom|xml)$"
)

KEYED = re.compile(rf"/(actions|requests)/[{LETTERS}]{{{KEY_LENGTH}}}/")
"""Addresses with a key, which may have no digit in it."""

AT_THE_DESK = [role for role in Role if Can.USE_DESK in MAY[role]]
AT_THE_PAPERS = [role for role in Role if Can.USE_DESK not in MAY[role]]

looked_at = defaultdict(set)
"""What pages of each kind were made of, of those that axe has looked at."""


class Made(HTMLParser):
    """What a page is made of, its elements told by tag, class and type; its links."""

    def __init__(self, html):
        super().__init__()
        self.of, self.links = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        self.of.add((tag, said.get("class", ""), said.get("type", "")))
        if tag == "a" and said.get("href"):
            self.links.append(said["href"])


def kind_of(address):
    """The address without numbers, keys, measures' codes and queries."""
    path = KEYED.sub(r"/\1/0/", urlsplit(address).path)
    return re.sub(r"/[^/]*\d[^/]*(?=/)", "/0", path)


def walk(visitor, start, *, under):
    """One page of each kind that links lead to, nearest first; the addresses."""
    found, waiting = {kind_of(start): start}, deque([start])
    while waiting:
        assert len(found) < MOST, sorted(found)
        here = waiting.popleft()
        for address in links_on(read(visitor, here), here):
            kind = kind_of(address)
            if kind.startswith(under) and kind not in found:
                found[kind] = address
                waiting.append(address)
    return list(found.values())


def read(visitor, address):
    """Fetch it; go there with axe, and narrow, only where there is something new."""
    response = visitor.page.request.get(address)
    if not response.ok:
        visitor.amiss.append(f"{address}: status {response.status}")
    made, seen = Made(response.text()), looked_at[kind_of(address)]
    if not made.of <= seen:
        visitor.go(address)
        seen |= made.of
    return made


def links_on(made, here):
    home = urlsplit(here).netloc
    addresses = (urljoin(here, href).partition("#")[0] for href in made.links)
    return [
        address
        for address in addresses
        if urlsplit(address).netloc == home
        and not NOT_PAGES.search(urlsplit(address).path)
    ]


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
    pages = walk(visitor, visitor.page.url, under="/westmarch/desk/")
    assert len(pages) > 3
    assert visitor.amiss == []


@pytest.mark.parametrize("role", AT_THE_PAPERS)
def test_the_panel_is_led_to_its_papers(role, westmarch, visit):
    visitor = Visitor(visit(westmarch[str(role.label)]))
    visitor.go("/westmarch/papers/")
    walk(visitor, visitor.page.url, under="/westmarch/papers/")
    assert skips_first(visitor)
    assert visitor.amiss == []


def test_a_stranger_reads_every_public_page_and_the_help(westmarch, visit):
    visitor = Visitor(visit())
    visitor.go("/westmarch/")
    assert skips_first(visitor)
    public = walk(visitor, visitor.page.url, under="/westmarch/")
    walk(visitor, urljoin(visitor.page.url, "/help/"), under="/help/")
    assert visitor.amiss == []
    at_four_times_the_size(visitor.page, public)
    on_paper(visitor.page, public)


def at_four_times_the_size(page, addresses):
    """400% of 1280 by 1024: nothing is read sideways, and the heading is there."""
    page.set_viewport_size({"width": 320, "height": 256})
    for address in addresses:
        page.goto(address)
        assert sideways(page) == 0, address
        assert page.get_by_role("heading", level=1).count() == 1, address


def on_paper(page, addresses):
    """A4 at 96 dots an inch: nothing is cut off."""
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    for address in addresses:
        page.goto(address)
        assert sideways(page) == 0, address
        assert page.get_by_role("heading", level=1).is_visible(), address
