"""What a page is made of, and whether axe has looked at such a page before.

A page's kind is its address without its numbers. A page of a kind that has nothing in
it that was not on an earlier page of that kind tells axe nothing.
"""

import re
from collections import defaultdict
from html.parser import HTMLParser
from urllib.parse import urlsplit

from scrutiny.models.keys import KEY_LENGTH, LETTERS

KEYED = re.compile(rf"/(actions|requests)/[{LETTERS}]{{{KEY_LENGTH}}}/")
"""Addresses with a key, which may have no digit in it."""

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


def has_news(address, made):
    """Whether the page has anything that no page of its kind had; once for each."""
    seen = looked_at[kind_of(address)]
    news = not made.of <= seen
    seen |= made.of
    return news
