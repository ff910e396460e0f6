"""What an address that leads nowhere may have meant, among what is public."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from difflib import get_close_matches

from django.urls import reverse

from opcc.core.models import Office
from reports.models.kinds import PLACES
from reports.models.publications import Publication
from reports.public import reading
from reports.public.addresses import address
from reports.search.words import words

NEAREST = 3
ALIKE = 0.6
"""What difflib itself takes for alike."""

LONGEST = 80
"""Letters of a slug at most; more of an address are not compared."""

FIRST = "-edition-1"
"""The first edition's address is that of its quarter alone."""

KINDS = {place.folder: kind for kind, place in PLACES.items()}


@dataclass(frozen=True)
class Way:
    """Where to go on from a wrong address.

    ``meant`` is the one address that can have been meant, "" for none; ``near`` are
    publications with their addresses; ``words`` are those of the address, to look for.
    """

    meant: str
    near: tuple[tuple[Publication, str], ...]
    words: str


def way_on(office: Office, path: str, *, at: dt.datetime) -> Way:
    """Takes the path below the office's slug: "reports/2026-Q2/". Two queries."""
    folder, _slash, rest = path.strip("/").partition("/")
    slug, _slash, file = rest.partition("/")
    slug = slug[:LONGEST].lower()
    public = list(reading.every(office, at=at))
    meant = "" if file else _meant(office, folder, slug, public, at)
    near = tuple((each, address(each, office)) for each in _near(folder, slug, public))
    said = re.sub(r"\.\w+$", "", path.strip("/"))
    return Way(meant, near, " ".join(words(said))[:LONGEST])


def _meant(office, folder: str, slug: str, public: list[Publication], at) -> str:
    code = slug.upper()
    if folder == "measures" and code and reading.latest(office.slug, part=code, at=at):
        return reverse("public:measure", args=[office.slug, code])
    names = (slug, slug.removesuffix(FIRST))
    for each in public:
        if each.kind == KINDS.get(folder) and each.slug.lower() in names:
            return address(each, office)
    return ""


def _near(folder: str, slug: str, public: list[Publication]) -> list[Publication]:
    """Those of the same kind first; where the folder is none, of any kind."""
    kind = KINDS.get(folder)
    among = [each for each in public if kind in (None, each.kind)]
    by_slug = {each.slug: each for each in among}
    asked = slug or folder[:LONGEST].lower()
    close = get_close_matches(asked, by_slug, n=NEAREST, cutoff=ALIKE)
    return [by_slug[each] for each in close]
