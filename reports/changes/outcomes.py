"""What became of the recommendations of a cover report, told beside it."""

from __future__ import annotations

import json

from django.db import transaction
from django.db.models import F

from opcc.core import audit, clock
from opcc.core.models import User
from opcc.core.moves import MoveRefused
from reports.build.covers import recommendations_of, secrets
from reports.domain.restricted import check_public
from reports.models import CoverReport, Outcome, Publication


@transaction.atomic
def tell(*, report: CoverReport, number: int, text: str, by: User) -> Outcome:
    """Publish what became of a recommendation; the newest stands, each is kept.

    Raises MoveRefused for a recommendation that was not published, and for words that
    are restricted; ValidationError for no words.
    """
    if number not in {each.number for each in recommendations_of(report)}:
        raise MoveRefused("That recommendation is in no published report.")
    check_public(json.dumps(text).encode(), secrets=secrets(report))
    outcome = Outcome(
        publication=report.publication,
        number=number,
        text=text,
        made_at=clock.now(),
        made_by=by,
    )
    outcome.full_clean()
    outcome.save()
    rows = Publication.objects.filter(pk=report.publication_id)
    rows.update(stamp=F("stamp") + 1)
    after = {"number": number, "text": text}
    office = report.office
    audit.record("tell outcome", report.publication, office=office, by=by, after=after)
    return outcome
