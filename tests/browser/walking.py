"""From page to page by their links: one page of each kind."""

import re
from collections import deque
from urllib.parse import urljoin, urlsplit

from tests.browser.made import kind_of

MOST = 200
"""Kinds of pages that nobody is led to as many of; a walk that goes on is astray."""

NOT_PAGES = re.compile(
    r"/accounts/|/admin/|/download/|\.(pdf|csv|json|xlsx|docx|ics|css|atom|xml)$"
)


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
