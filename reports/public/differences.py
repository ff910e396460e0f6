"""What changed: in an edition, as it was stored; between any two, told when asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from opcc.core.models import Office
from reports.domain import revision_list
from reports.domain.content import Changes, EditionContent
from reports.domain.difference import between
from reports.models.publications import Publication
from reports.public import frozen, reading, shell
from reports.public.addresses import address
from reports.public.pages import drawn_on
from reports.public.reading import Drawn

A_DAY = 24 * 60 * 60

LIST = "revisions.csv"
"""What the list of revised figures is called, below the page that shows it."""


@dataclass(frozen=True)
class Error:
    """What is wrong with a choice: the field that it is put right in, and the words."""

    field: str
    text: str


@dataclass(frozen=True)
class Choice:
    """Two editions as asked for by their slugs, among those that are public.

    ``known`` is the latest first. Nothing is asked for where both are None.
    """

    known: Sequence[Publication]
    first: str | None
    second: str | None

    @classmethod
    def of(cls, asked: Mapping[str, str], known: Sequence[Publication]) -> Choice:
        return cls(known, asked.get("from"), asked.get("to"))

    @property
    def is_made(self) -> bool:
        return self.first is not None or self.second is not None

    @property
    def key(self) -> tuple[str | None, str | None]:
        return self.first, self.second

    @cached_property
    def before(self) -> Publication | None:
        return self._named(self.first)

    @cached_property
    def now(self) -> Publication | None:
        return self._named(self.second)

    @property
    def errors(self) -> list[Error]:
        if not self.is_made:
            return []
        asked = (("from", self.first, self.before), ("to", self.second, self.now))
        unknown = [Error(name, _unknown(slug)) for name, slug, row in asked if not row]
        if not unknown and self.before == self.now:
            return [Error("to", _("Choose two different reports."))]
        return unknown

    @property
    def is_backwards(self) -> bool:
        """Whether the edition that is compared with is the later of the two."""
        if self.before is None or self.now is None:
            return False
        return self.known.index(self.before) < self.known.index(self.now)

    @property
    def selected(self) -> tuple[str, str]:
        """What the form shows: what was asked for, or the last two."""
        latest, last = self.known[:2]
        return (self.before or last).slug, (self.now or latest).slug

    def _named(self, slug: str | None) -> Publication | None:
        return next((each for each in self.known if each.slug == slug), None)


def changed(drawn: Drawn, *, at: dt.datetime) -> str:
    """What an edition says has changed since the one before, as it was stored."""
    office, publication = drawn.office, drawn.publication
    embargoed = not publication.is_public(at=at)
    home = reverse("public:edition-changed", args=[office.slug, publication.slug])
    return drawn_on(
        "changed",
        office,
        home,
        publication=publication,
        publication_url=address(publication, office),
        document=drawn.document,
        since=frozen.since(drawn.document),
        body=frozen.body(drawn.rendering).decode(),
        is_full=drawn.rendering.part == reading.DIFFERENCES,
        section=(publication.title, address(publication, office)),
        embargoed=embargoed,
        successor=drawn.successor,
        successor_url=drawn.successor and address(drawn.successor, office),
        corrections=reading.corrections(publication),
        list_url=f"{home}{LIST}" if reading.has_revisions(drawn.document) else "",
        compare_url=_compare_url(office),
    )


def compare(office: Office, choice: Choice, *, at: dt.datetime) -> str:
    """The form, and the differences of the two editions if two are chosen."""
    context: dict[str, object] = {}
    if choice.is_made and not choice.errors:
        context = _compared(office, choice, at)
    return drawn_on(
        "compare",
        office,
        _compare_url(office),
        choice=choice,
        options=[(each.slug, _option(each, at)) for each in choice.known],
        errors=[(each.text, f"#{each.field}") for each in choice.errors],
        section=(_("Reports"), reverse("public:edition-list", args=[office.slug])),
        home=reverse("public:home", args=[office.slug]),
        **context,
    )


def revised(choice: Choice) -> bytes:
    """The list of figures that the second of two editions revises, as CSV."""
    stored = [each.document.sha256 for each in (choice.before, choice.now) if each]
    key = ":".join(("revised-figures", *stored, shell.version()))
    body: bytes | None = cache.get(key)
    if body is None:
        body = _revised(choice)
        cache.set(key, body, A_DAY)
    return body


def _revised(choice: Choice) -> bytes:
    changes, now = _difference(choice)
    return revision_list.to_csv(changes.revisions, edition=now, since=changes.since)


def _compared(office: Office, choice: Choice, at: dt.datetime) -> dict[str, object]:
    changes, _now = _difference(choice)
    both = (_content(choice.before), _content(choice.now))
    asked = f"?from={choice.first}&to={choice.second}"
    list_url = reverse("public:compare-revisions", args=[office.slug])
    return {
        "changes": changes,
        "codes": frozenset().union(*(each.codes for each in both)),
        "beside": [
            (words, row, address(row, office), _taken_by(row, office, at))
            for words, row in ((_("From"), choice.before), (_("To"), choice.now))
            if row is not None
        ],
        "list_url": f"{list_url}{asked}" if changes.revisions else "",
        "turned_url": f"?from={choice.second}&to={choice.first}",
    }


def _taken_by(
    publication: Publication, office: Office, at: dt.datetime
) -> tuple[Publication, str] | None:
    """The edition that took its place, once that is public, and its address."""
    later = reading.successor(publication, at=at)
    return (later, address(later, office)) if later else None


def _difference(choice: Choice) -> tuple[Changes, EditionContent]:
    """How the second differs from the first, from what was frozen of both."""
    before, now = _content(choice.before), _content(choice.now)
    since = _named(choice.before) if choice.before else ""
    return between(before, now, since=since), now


def _content(publication: Publication | None) -> EditionContent:
    content = frozen.content(publication.document) if publication else None
    if not isinstance(content, EditionContent):
        raise TypeError(f"{publication} is no edition")
    return content


def _named(publication: Publication) -> str:
    """ "Quarter 1, 2026/27, published 26 August 2026"."""
    day = date_format(timezone.localtime(publication.public_from), "j F Y")
    words = {"title": publication.title, "day": day}
    return _("%(title)s, published %(day)s") % words


def _option(publication: Publication, at: dt.datetime) -> str:
    said = _named(publication)
    if reading.successor(publication, at=at) is None:
        return said
    return _("%(report)s, superseded") % {"report": said}


def _unknown(slug: str | None) -> str:
    if not slug:
        return _("Choose a report.")
    said = _("No report “%(slug)s” is published here. Choose one from the list.")
    return said % {"slug": slug}


def _compare_url(office: Office) -> str:
    return reverse("public:compare", args=[office.slug])
