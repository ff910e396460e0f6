"""Writing commentary: append-only, each writing numbered, nothing ever lost."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from measures.domain.authorship import OVERSIGHT, check_narrative, check_oversight
from measures.models import Commentary, Measure
from opcc.core import audit, clock
from opcc.core.access import Standing
from opcc.core.models.periods import columns
from opcc.core.moves import MoveRefused
from opcc.core.periods import Period
from opcc.core.roles import MAY, Can, Role


class WrittenMeanwhile(MoveRefused):
    """Somebody else wrote while this was written; ``theirs`` is what they wrote."""

    def __init__(self, theirs: Commentary):
        self.theirs = theirs
        super().__init__(
            _(
                "%(name)s wrote here while you did. Both texts are below, and yours is "
                "not saved yet: bring them together, then save."
            )
            % {"name": theirs.by.name}
        )


def newest(measure: Measure, period: Period) -> Commentary | None:
    """The writing in force, or None before the first. One query."""
    return (
        measure.commentaries.filter(**columns(period))
        .select_related("by", "oversight_by")
        .order_by("-number")
        .first()
    )


def may_narrate(standing: Standing, measure: Measure) -> bool:
    """Whether they write its narrative; one query for who only leads priorities."""
    writing = [role for role in standing.roles if Can.WRITE_COMMENTARY in MAY[role]]
    if writing == [Role.PRIORITY_LEAD]:
        return measure.objectives.filter(priority__lead=standing.user).exists()
    return bool(writing)


@transaction.atomic
def write(
    *,
    measure: Measure,
    period: Period,
    texts: Mapping[str, str],
    based_on: int,
    by: Standing,
    reason: str = "",
) -> Commentary:
    """A new writing; ``texts`` by field of Commentary.TEXTS, others stay as they are.

    ``based_on`` is the number of the writing that its author saw, 0 for none. Where
    nothing differs the writing in force is returned. Raises WrittenMeanwhile, and
    MoveRefused for words that are not theirs to write.
    """
    stored = Measure.objects.select_for_update().get(pk=measure.pk)
    before = newest(stored, period)
    if before is not None and before.number != based_on:
        raise WrittenMeanwhile(before)
    changed = _changed(before, texts)
    if before is not None and not changed:
        return before
    _check_author(stored, frozenset(changed), by)
    commentary = _next(stored, period, before, by)
    _say(commentary, changed, by)
    commentary.full_clean()
    commentary.save(force_insert=True)
    audit.record(
        "write commentary",
        commentary,
        office=stored.office,
        by=by.user,
        before={name: getattr(before, name, "") for name in changed},
        after=changed,
        reason=reason,
    )
    return commentary


def _changed(before: Commentary | None, texts: Mapping[str, str]) -> dict[str, str]:
    """What differs from the writing in force; a first one has to say something."""
    said = {name: text.replace("\r\n", "\n") for name, text in texts.items()}
    changed = {
        name: text for name, text in said.items() if text != getattr(before, name, "")
    }
    if before is None and not changed:
        raise MoveRefused(_("There is nothing to save yet: answer one prompt first."))
    return changed


def _check_author(measure: Measure, changed: frozenset[str], by: Standing) -> None:
    check_oversight(changed=changed, may_state=by.can(Can.STATE_OVERSIGHT))
    check_narrative(changed=changed, may_write=may_narrate(by, measure))


def _next(
    measure: Measure, period: Period, before: Commentary | None, by: Standing
) -> Commentary:
    """The writing after ``before``, which says the same until it says otherwise."""
    return Commentary(
        measure=measure,
        **columns(period),
        number=before.number + 1 if before else 1,
        **{name: getattr(before, name, "") for name in Commentary.TEXTS},
        by=by.user,
        at=clock.now(),
        oversight_by=before.oversight_by if before else None,
        oversight_at=before.oversight_at if before else None,
    )


def _say(commentary: Commentary, changed: Mapping[str, str], by: Standing) -> None:
    """Set the new words; the Commissioner's are signed and dated apart."""
    for name, text in changed.items():
        setattr(commentary, name, text)
    if set(changed).intersection(OVERSIGHT):
        commentary.oversight_by, commentary.oversight_at = by.user, commentary.at
