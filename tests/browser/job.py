"""An office at its quarter: its server, its figures, its people at their browsers."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.conftest import Served, Visitors
from tests.browser.published import Published
from tests.browser.visitor import Visitor


@dataclass
class Job:
    """One office's quarter: its figures, and its people at their browsers."""

    served: Served
    visit: Visitors
    published: Published
    folder: Path
    slug: str
    javascript: bool = True
    amiss: list = field(default_factory=list)
    there: dict = field(default_factory=dict)
    edition: str = ""

    @property
    def desk(self):
        return f"/{self.slug}/desk/"

    @property
    def ending(self):
        return f".{self.slug}@westmarch.example"

    def email(self, person):
        return f"{person}{self.ending}"

    def at(self, person):
        """This person at their browser; ``stranger`` is nobody in particular."""
        if person not in self.there:
            email = None if person == "stranger" else self.email(person)
            page = self.visit(email, javascript=self.javascript)
            visitor = Visitor(page, javascript=self.javascript, amiss=self.amiss)
            self.there[person] = visitor
        return self.there[person]

    def link_of(self, measure):
        """How the name of a measure's link ends: "A Arson"."""
        return re.compile(rf"\s{re.escape(measure)}$")
