"""From page to page by their links: one page of each kind.

A page's kind is its address without its numbers.
"""

import re
from collections import deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from scrutiny.models.keys import KEY_LENGTH, LETTERS

MOST = 200
"""Kinds of pages that nobody is led to as many of; a walk that goes on is astray."""

NOT_PAGES = re.compile(
    r"/accounts/|/admin/|/download/|\.(pdf|csv|json|xlsx|docx|ics|css)$"
)

KEYED = re.compile(rf"/(actions|requests)/[{LETTERS}]{{{KEY_LENGTH}}}/")
"""Addresses with a key, which may have no digit in it."""


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


def walk(read, start, *, under):
    """One page of each kind that links lead to, nearest first; the addresses.

    ``read(address)`` gives what a page is Made of.
    """
    found, waiting = {kind_of(start): start}, deque([start])
    while waiting:
        assert len(found) < MOST, sorted(found)
        here = waiting.popleft()
        for address in links_on(read(here), here):
            kind = kind_of(address)
            if kind.startswith(under) and kind not in found:
                found[kind] = address
                waiting.append(address)
    return list(found.values())


def links_on(made, here):
    home = urlsplit(here).netloc
    addresses = (urljoin(here, href).partition("#")[0] for href in made.links)
    return [
        address
        for address in addresses
        if urlsplit(address).netloc == home
        and not NOT_PAGES.search(urlsplit(address).path)
    ]
