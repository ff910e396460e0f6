"""People's own views of the register: kept and dropped."""

from __future__ import annotations

from django.db import transaction

from opcc.core import audit
from opcc.core.models import Office, User
from scrutiny.models import SavedView


@transaction.atomic
def save_view(*, office: Office, name: str, query: str, by: User) -> SavedView:
    """Raises ValidationError where they have a view of that name."""
    view = SavedView(office=office, person=by, name=name, query=query)
    view.validate_constraints()
    view.save(force_insert=True)
    after = audit.facts(view, "name", "query")
    audit.record("save_view", view, office=office, by=by, after=after)
    return view


@transaction.atomic
def drop_view(*, view: SavedView, by: User) -> None:
    before = audit.facts(view, "name", "query")
    audit.record("drop_view", view, office=view.office, by=by, before=before)
    view.delete()
