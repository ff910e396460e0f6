"""Somebody at the browser: goes, reads, types and presses, and notes what is amiss.

Every page they come to is looked at: its status, the console, whether it scrolls
sideways, and axe where there is anything that no page of its kind had (``made``). Where
JavaScript is off only the status can be looked at.
"""

import re

from tests.browser.axe import findings, sideways
from tests.browser.made import Made, has_news, kind_of

NARROW = {"width": 320, "height": 640}


def labelled(words):
    """A label in full, with or without the "(optional)" that a form adds."""
    return re.compile(rf"^\s*{re.escape(words)}(\s+\(optional\))?\s*$")


def of(words, thing):
    """A link's words, and what it is of, which only a screen reader is told."""
    return re.compile(rf"^{re.escape(words)} ?: {re.escape(thing)}")


class Visitor:
    """One person's page, and what was amiss on the pages they came to."""

    def __init__(self, page, *, javascript=True, amiss=None):
        self.page, self.javascript = page, javascript
        self.amiss = [] if amiss is None else amiss
        self.narrowed = set()
        page.on("response", self._answered)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.amiss.append(f"{page.url}: {error}"))

    def go(self, path):
        self.page.goto(path)
        self.look()

    def follow(self, name, *, exact=True, within=None):
        """Click the first link of that name."""
        place = within or self.page.get_by_role("main")
        place.get_by_role("link", name=name, exact=exact).first.click()
        self._arrive()

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()
        self._arrive()

    def fill(self, **texts):
        """By the words of the labels, with underscores for spaces."""
        for label, text in texts.items():
            self.field(label.replace("_", " ")).fill(text)

    def choose(self, label, option):
        self.field(label).select_option(label=option)

    def field(self, label):
        return self.page.get_by_label(labelled(label))

    def reads(self, words):
        self.page.get_by_role("main").get_by_text(words).first.wait_for()

    def text(self):
        return self.page.get_by_role("main").inner_text()

    def look(self):
        if self.javascript:
            if has_news(self.page.url, Made(self.page.content())):
                self.amiss += findings(self.page)
            self._look_for_sideways()

    def _arrive(self):
        self.page.wait_for_load_state()
        self.look()

    def _look_for_sideways(self):
        """At the width they have, and once for each kind of page at 320 pixels."""
        self._note_sideways()
        kind = kind_of(self.page.url)
        if kind in self.narrowed:
            return
        self.narrowed.add(kind)
        wide = self.page.viewport_size
        self.page.set_viewport_size(NARROW)
        self._note_sideways()
        self.page.set_viewport_size(wide)

    def _note_sideways(self):
        if beyond := sideways(self.page):
            width = self.page.viewport_size["width"]
            self.amiss.append(f"{self.page.url}: {beyond} pixels too wide at {width}")

    def _answered(self, response):
        if response.status >= 400:
            self.amiss.append(f"{response.url}: status {response.status}")

    def _said(self, message):
        if message.type == "error":
            where = message.location.get("url") or self.page.url
            self.amiss.append(f"{where}: {message.text}")
