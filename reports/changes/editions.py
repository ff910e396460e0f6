"""An edition's way from draft to publication, but for the freeze itself."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from measures.domain.answering import check_answered
from opcc.core import audit, clock
from opcc.core.models import Appointment, Office, User
from opcc.core.moves import Move, MoveRefused
from opcc.core.periods import Period
from plans.models import PlanVersion
from reports.build.waiting import waiting_of
from reports.changes import early_sight, publications
from reports.domain.workflow import EDITION, check_segregation
from reports.models import Edition, EditionPart, Publication
from scrutiny.models import Meeting

FIXED = (
    "You cannot change an edition once its freeze is asked for: "
    "return it to draft first."
)
AMENDABLE = ("title", "standfirst", "as_at", "contacts", "meeting_id")


@transaction.atomic
def start(
    *,
    office: Office,
    plan: PlanVersion,
    quarter: Period,
    meeting: Meeting,
    as_at: dt.date,
    by: User,
    title: str = "",
    standfirst: str = "",
    contacts: str = "",
) -> Edition:
    """Begin the next edition for a quarter; the first is number 1.

    It is put together as the office's last edition was.
    """
    Office.objects.select_for_update().only("pk").get(pk=office.pk)
    same = Edition.objects.for_office(office).filter(period_start=quarter.start)
    last = same.filter(period_kind=quarter.kind).order_by("-number").first()
    edition = Edition(
        office=office,
        plan=plan,
        meeting=meeting,
        number=last.number + 1 if last else 1,
        title=title or f"Quarter {quarter.number}, {quarter.financial_year}",
        standfirst=standfirst,
        as_at=as_at,
        contacts=contacts or office.contact,
        built_by=by,
    )
    edition.period = quarter
    edition.full_clean(exclude=["document", "publication"])
    edition.save()
    after = _facts(edition) | _carried_over(edition)
    audit.record("start", edition, office=office, by=by, after=after)
    return edition


@transaction.atomic
def amend(*, edition: Edition, by: User, **facts: object) -> Edition:
    """Change what the edition says of itself; only while it is a draft."""
    edition = locked(edition)
    if edition.state != Edition.State.DRAFT or edition.is_freezing:
        raise MoveRefused(FIXED)
    before = _facts(edition)
    for name, value in facts.items():
        setattr(edition, name, value)
    edition.built_by = by
    edition.full_clean(exclude=["document", "publication"])
    edition.save()
    old, new = audit.changed(before, _facts(edition))
    audit.record("amend", edition, office=edition.office, by=by, before=old, after=new)
    return edition


@transaction.atomic
def sign_off(*, edition: Edition, by: User, waiver: str = "") -> Edition:
    """The chief executive answers for what was frozen.

    Every exception of its quarter has commentary by then, or a reason for none.
    """
    edition, move = _take(edition, "sign_off", by=by, waiver=waiver)
    check_answered([row.code for row in waiting_of(edition)])
    edition.signed_off_by, edition.signed_off_at = by, clock.now()
    return _finish(edition, move, by=by, reason=waiver)


@transaction.atomic
def approve(*, edition: Edition, by: User, waiver: str = "") -> Edition:
    """The Commissioner makes it theirs."""
    edition, move = _take(edition, "approve", by=by, waiver=waiver)
    edition.approved_by, edition.approved_at = by, clock.now()
    return _finish(edition, move, by=by, reason=waiver)


@transaction.atomic
def send_back(*, edition: Edition, by: User, reason: str) -> Edition:
    """Return it to draft, with the reason; the frozen document is kept."""
    edition = locked(edition)
    move = EDITION.check("return", state=edition.state, reason=reason)
    kept = {"document": edition.document.sha256}
    edition.document = None
    edition.signed_off_by = edition.signed_off_at = None
    edition.approved_by = edition.approved_at = None
    edition.freeze_asked_at = edition.freeze_asked_by = None
    edition.freeze_step = 0
    return _finish(edition, move, by=by, reason=reason, before=kept)


@transaction.atomic
def publish(*, edition: Edition, by: User) -> Edition:
    """Publish an approved edition now."""
    edition = locked(edition)
    move = EDITION.check("publish", state=edition.state)
    if edition.publication is None:
        edition.publication = _enter(edition, public_from=clock.now(), by=by)
    else:
        publications.open_now(publication=edition.publication, at=clock.now())
    edition = _finish(edition, move, by=by)
    _supersede_earlier(edition, by=by)
    return edition


@transaction.atomic
def embargo(*, edition: Edition, until: dt.datetime, by: User) -> Edition:
    """Let the panel and the office read it; the public from ``until``.

    Those who may are listed by name, as they are that day.
    """
    edition = locked(edition)
    move = EDITION.check("embargo", state=edition.state)
    if until <= clock.now():
        raise MoveRefused("Give a moment that is still to come, or publish it now.")
    edition.publish_at, edition.publish_by = until, by
    edition.publication = _enter(edition, public_from=until, by=by)
    early_sight.name_readers(publication=edition.publication, at=clock.now())
    return _finish(edition, move, by=by)


@transaction.atomic
def release(*, edition: Edition, at: dt.datetime) -> bool:
    """End an embargo whose moment has come; false if somebody else did."""
    edition = locked(edition)
    if edition.state != Edition.State.EMBARGOED or edition.publish_at > at:
        return False
    move = EDITION.check("publish", state=edition.state)
    _finish(edition, move, by=edition.publish_by, reason="The embargo ended.")
    _supersede_earlier(edition, by=edition.publish_by)
    return True


def locked(edition: Edition) -> Edition:
    """The edition as it is now, with its row locked until the transaction ends."""
    rows = Edition.objects.select_for_update(of=("self",))
    return rows.select_related("office", "publication", "document").get(pk=edition.pk)


def _carried_over(edition: Edition) -> dict[str, list[str]]:
    """Give it the parts of the last edition, and say which; none where it had none.

    Texts of the office's own keep their headings, so that none is forgotten; their
    words only where they are about the same quarter.
    """
    before = Edition.objects.for_office(edition.office).exclude(pk=edition.pk)
    before = before.filter(period_start__lte=edition.period_start)
    last = before.order_by("-period_start", "-number").first()
    rows = list(last.parts.all()) if last else []
    for row in rows:
        row.text = row.text if last.period == edition.period else ""
        row.pk, row.edition, row.revision = None, edition, 0
    EditionPart.objects.bulk_create(rows)
    return {"parts": [str(row) for row in rows]} if rows else {}


def _take(
    edition: Edition, name: str, *, by: User, waiver: str
) -> tuple[Edition, Move]:
    edition = locked(edition)
    move = EDITION.check(name, state=edition.state)
    allowed = waiver if edition.office.allows_waivers else ""
    check_segregation(builder=edition.built_by_id, by=by.pk, move=name, waiver=allowed)
    return edition, move


def _finish(
    edition: Edition,
    move: Move,
    *,
    by: User,
    reason: str = "",
    before: dict[str, object] | None = None,
) -> Edition:
    old, edition.state = edition.state, move.target
    edition.save()
    audit.record(
        move.name,
        edition,
        office=edition.office,
        by=by,
        before={"state": old, **(before or {})},
        after={"state": edition.state},
        reason=reason,
    )
    return edition


def _enter(edition: Edition, *, public_from: dt.datetime, by: User) -> Publication:
    return publications.enter(
        document=edition.document,
        slug=edition.slug,
        period_key=edition.period.key,
        public_from=public_from,
        by=by,
        signed_off=_signature(edition.signed_off_by, edition.signed_off_at, edition),
        approved=_signature(edition.approved_by, edition.approved_at, edition),
    )


def _supersede_earlier(edition: Edition, *, by: User) -> None:
    """An earlier edition of the same quarter is superseded by this one."""
    earlier = Edition.objects.for_office(edition.office).filter(
        period_kind=edition.period_kind,
        period_start=edition.period_start,
        number__lt=edition.number,
        state=Edition.State.PUBLISHED,
    )
    for old in earlier.select_related("office", "publication"):
        _finish(old, EDITION.check("supersede", state=old.state), by=by)
        publications.supersede(publication=old.publication, new=edition.publication)


def _signature(user: User, at: dt.datetime, edition: Edition) -> str:
    """Who, as what, and when: "Judith Farrow, Chief Executive, 9 November 2026"."""
    on = timezone.localdate(at)
    held = Appointment.objects.filter(post__office=edition.office, user=user)
    post = held.held(on=on).select_related("post").first()
    title = f", {post.title}" if post else ""
    return f"{user.name}{title}, {on.day} {on:%B %Y}"


def _facts(edition: Edition) -> dict[str, object]:
    return audit.facts(edition, *AMENDABLE)
