"""The versions of an edition: the public one, and those that say more."""

from __future__ import annotations

import datetime as dt

from opcc.core.models import Restriction
from reports.build.commitments import told
from reports.build.edition import build_edition, measures_told
from reports.build.seen import widest
from reports.domain.audiences import narrower, says_more
from reports.domain.composition import AUDIENCES, Audience
from reports.domain.content import EditionContent
from reports.models import Edition


def build_versions(
    edition: Edition, *, frozen_on: dt.date
) -> dict[Audience, EditionContent]:
    """The public version, and each other that says more than the next wider one.

    As many queries for each as ``build_edition``; of an edition that is all public
    five, to know that.
    """
    wider = build_edition(edition, frozen_on=frozen_on)
    built = {wider.audience: wider}
    for audience in audiences_with_more(edition):
        content = build_edition(edition, frozen_on=frozen_on, audience=audience)
        if says_more(content, than=wider):
            built[audience] = wider = content
    return built


def audiences_with_more(edition: Edition) -> tuple[Audience, ...]:
    """For whom there may be more to say than for the public, widest first."""
    own = edition.parts.filter(is_left_out=False).values_list("audience", flat=True)
    above = {*(widest(ring) for ring in _rings(edition)), *own} - {"public"}
    first = min(above, key=AUDIENCES.index, default=None)
    return () if first is None else (first, *narrower(first))


def _rings(edition: Edition) -> set[str]:
    """The visibilities of all that the fullest version would hold."""
    measures = measures_told(edition, "office").order_by()
    held = Restriction.objects.filter(measure__in=measures, released_on=None)
    promised = told(edition.plan, "office").order_by()
    return {
        *measures.values_list("visibility", flat=True),
        *held.values_list("visibility", flat=True),
        *promised.values_list("visibility", flat=True),
    }
