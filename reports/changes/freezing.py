"""The freeze: asked for by a person, done by a worker, taken up again if it dies.

The row is the truth. A worker takes a lease on it, draws everything outside any
transaction, and stores all of it in one; until then the edition is a draft.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from measures.changes import values
from opcc.core import audit, clock
from opcc.core.models import Office, User
from opcc.core.moves import MoveRefused
from reports import render
from reports.build.blockers import blockers
from reports.build.guard import leak_refusal
from reports.build.sources import observations_of
from reports.build.versions import build_versions
from reports.changes.editions import locked
from reports.domain import content as contents
from reports.domain.audiences import NAMES, check_audience
from reports.domain.composition import Audience
from reports.domain.workflow import EDITION
from reports.models import Document, Edition, EditionVersion, Rendering

STEPS = (
    gettext_lazy("Waiting"),
    gettext_lazy("Gathering the figures"),
    gettext_lazy("Drawing the pages"),
    gettext_lazy("Storing"),
)
"""What the progress page says, by ``Edition.freeze_step``."""

ATTEMPTS = 3
"""How often the figures may change under the freeze before it gives up."""


class FreezeFailed(Exception):
    """The message is written for the person who asked for the freeze."""


class LeaseLost(Exception):
    """Another worker has taken the edition over; this one stores nothing."""


@dataclass
class Lease:
    """A worker's hold on an edition until a moment, extended as it goes on.

    In the time that passes: the clock of a story says nothing of who is at work.
    """

    edition_pk: int
    until: dt.datetime
    turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @classmethod
    def take(cls, edition_pk: int, *, at: dt.datetime) -> Lease | None:
        """The lease, or None where there is nothing to freeze or somebody has it."""
        until = at + dt.timedelta(seconds=settings.FREEZE_LEASE_SECONDS)
        free = Edition.objects.lost(at=at).filter(pk=edition_pk)
        return cls(edition_pk, until) if free.update(lease_until=until) else None

    def extend(self, *, step: int, at: dt.datetime) -> None:
        until = at + dt.timedelta(seconds=settings.FREEZE_LEASE_SECONDS)
        with self.turn:
            mine = Edition.objects.filter(pk=self.edition_pk, lease_until=self.until)
            if not mine.update(lease_until=until, freeze_step=step):
                raise LeaseLost
            self.until = until

    @contextmanager
    def held(self, *, step: int) -> Iterator[None]:
        """Extended meanwhile for as long as this process lives.

        One PDF may take longer than a lease; without this, workers on a slow machine
        would take the edition from each other for ever.
        """
        done = threading.Event()
        beat = threading.Thread(target=self._beat, args=(done, step), daemon=True)
        beat.start()
        try:
            yield
        finally:
            done.set()
            beat.join()

    def _beat(self, done: threading.Event, step: int) -> None:
        try:
            while not done.wait(settings.FREEZE_LEASE_SECONDS / 4):
                with suppress(OperationalError):
                    self.extend(step=step, at=timezone.now())
        except LeaseLost:
            pass  # the worker finds out for itself at its next step
        finally:
            connection.close()


@transaction.atomic
def ask(*, edition: Edition, by: User) -> Edition:
    """Note that a draft is to be frozen; nothing must stand in its way.

    Asking again while it goes on changes nothing; after it failed, it is a new start.
    Whoever calls this nudges a worker (``tasks.freeze_edition``); a nudge that is
    lost is given again by ``manage.py tick``.
    """
    edition = locked(edition)
    EDITION.check("freeze", state=edition.state)
    if edition.is_freezing:
        return edition
    if any(b.is_error for b in blockers(edition, on=clock.today())):
        raise MoveRefused(
            "Something stands in the way of this edition: see what blocks it."
        )
    edition.freeze_asked_at, edition.freeze_asked_by = clock.now(), by
    edition.freeze_error, edition.freeze_step, edition.lease_until = "", 0, None
    edition.save()
    audit.record("ask_freeze", edition, office=edition.office, by=by)
    return edition


def freeze(edition_pk: int) -> bool:
    """Freeze an edition that was asked for; false where another worker has it.

    Safe to run any number of times, by any number of workers.
    """
    return _hold(Lease.take(edition_pk, at=timezone.now()))


def freeze_at_once(*, edition: Edition, by: User) -> bool:
    """Ask and freeze in one go: no worker can take it up in between."""
    with transaction.atomic():
        ask(edition=edition, by=by)
        lease = Lease.take(edition.pk, at=timezone.now())
    return _hold(lease)


def _hold(lease: Lease | None) -> bool:
    if lease is None:
        return False
    try:
        return _freeze(lease)
    except LeaseLost:
        return False
    except Exception as error:
        _give_up(lease, error)
        raise


def _freeze(lease: Lease) -> bool:
    for _attempt in range(ATTEMPTS):
        lease.extend(step=1, at=timezone.now())
        edition = Edition.objects.select_related("office").get(pk=lease.edition_pk)
        built = _built(edition)
        for stored in built.values():
            _check_safe(edition, stored)
        lease.extend(step=2, at=timezone.now())
        with lease.held(step=2):
            drawn = {each: list(draw(stored)) for each, stored in built.items()}
        lease.extend(step=3, at=timezone.now())
        if _store(edition, built, drawn, lease):
            return True
    raise FreezeFailed("The figures kept changing while the pages were drawn.")


def _built(edition: Edition) -> dict[Audience, bytes]:
    """What is to be stored for each audience that has a version, the public first."""
    frozen_on = timezone.localdate(edition.freeze_asked_at)
    built = build_versions(edition, frozen_on=frozen_on)
    return {each: contents.to_bytes(content) for each, content in built.items()}


def _check_safe(edition: Edition, stored: bytes) -> None:
    """FreezeFailed where the very content to be stored gives a hidden figure away, or
    has anything that its readers may not see.
    """
    content = contents.from_bytes(stored)
    refusal = leak_refusal(edition.office, content)
    if refusal:
        raise FreezeFailed(refusal)
    try:
        check_audience(content)
    except MoveRefused as above:
        raise FreezeFailed(str(above)) from above


@transaction.atomic
def _store(
    edition: Edition,
    built: dict[Audience, bytes],
    drawn: dict[Audience, list[Rendering]],
    lease: Lease,
) -> bool:
    """All or nothing; false where the figures changed since they were gathered."""
    edition = locked(edition)
    if edition.lease_until != lease.until:
        raise LeaseLost
    # Their rows are locked before the figures are gathered again, so that what is
    # compared is what is locked for good.
    printed = list(observations_of(edition).select_for_update(of=("self",)))
    if _built(edition) != built:
        return False
    by = edition.freeze_asked_by
    documents = {
        each: keep(
            edition.office,
            kind=Document.Kind.EDITION,
            title=_title(edition, each),
            stored=stored,
            drawn=drawn[each],
            by=by,
        )
        for each, stored in built.items()
    }
    edition.document = documents.pop("public")
    _keep_versions(edition, documents)
    values.lock(observations=printed, office=edition.office, by=by)
    _finish(edition, by=by)
    return True


def _title(edition: Edition, audience: Audience) -> str:
    return str(edition) if audience == "public" else f"{edition}, {NAMES[audience]}"


def _keep_versions(edition: Edition, documents: dict[Audience, Document]) -> None:
    """Beside the public document, and apart from the ledger of publications."""
    for audience, document in documents.items():
        EditionVersion.objects.create(
            edition=edition,
            audience=audience,
            document=document,
            beside=edition.document,
        )


def keep(
    office: Office,
    *,
    kind: str,
    title: str,
    stored: bytes,
    drawn: list[Rendering],
    by: User,
) -> Document:
    """Store a document with its renderings, inside the caller's transaction."""
    document = Document.objects.create(
        office=office,
        kind=kind,
        title=title,
        content=stored,
        sha256=contents.fingerprint(stored),
        frozen_at=clock.now(),
        frozen_by=by,
    )
    for rendering in drawn:
        rendering.document = document
    Rendering.objects.bulk_create(drawn)
    return document


def draw(stored: bytes) -> Iterator[Rendering]:
    """Each rendering of what is stored, drawn from those bytes alone; not yet kept."""
    content = contents.from_bytes(stored)
    for media, part, body in render.render_all(content, stored):
        yield Rendering(
            format=media,
            part=part,
            body=body,
            sha256=contents.fingerprint(body),
            size=len(body),
        )


def _finish(edition: Edition, *, by: User) -> None:
    edition.state = EDITION.check("freeze", state=edition.state).target
    edition.lease_until = edition.freeze_asked_at = None
    edition.freeze_step = 0
    edition.save()
    audit.record(
        "freeze",
        edition,
        office=edition.office,
        by=by,
        before={"state": Edition.State.DRAFT},
        after={
            "state": edition.state,
            "sha256": edition.document.sha256,
            **_fingerprints(edition),
        },
    )


def _fingerprints(edition: Edition) -> dict[str, str]:
    """Those of the versions that are not public, by their names."""
    kept = EditionVersion.objects.of(edition).select_related("document")
    return {NAMES[each.audience]: each.document.sha256 for each in kept}


def _give_up(lease: Lease, error: Exception) -> None:
    """Leave the draft as it was, with what went wrong for the person who asked."""
    Edition.objects.filter(pk=lease.edition_pk, lease_until=lease.until).update(
        freeze_error=f"{type(error).__name__}: {error}"[:2000],
        lease_until=None,
        freeze_asked_at=None,
    )
