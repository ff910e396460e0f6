"""What a reader has to know of the figures: notes, symbols and a glossary."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from measures.models import MeasureVersion, Observation
from opcc.core.models import Restriction
from reports.build.dates import said_day
from reports.build.figures import HIDDEN
from reports.build.reading import Read
from reports.domain.measure_part import MeasurePart, Row

VALIDATED = frozenset({Observation.State.VALIDATED, Observation.State.LOCKED})


def notes(
    read: Read, rows: tuple[Row, ...], before: MeasurePart | None
) -> tuple[str, ...]:
    """The notes of one measure; ``before`` is its part of the last edition."""
    if read.is_withheld and read.measure.restriction is not None:
        return (restriction_words(read.measure.restriction),)
    return (*_confided(read), *_notes(read, rows, before))


def restriction_words(restriction: Restriction) -> str:
    """Why it is withheld, who decided, and when that is looked at again.

    Not the text of the reason, which may tell what it keeps back.
    """
    said = _(
        "Withheld [w]: %(reason)s. Decided by %(who)s on %(on)s; "
        "to be reviewed by %(review)s."
    )
    return said % _decided(restriction)


def _confided(read: Read) -> tuple[str, ...]:
    """That its figures are told to this audience and not to the public."""
    if read.confided is None:
        return ()
    said = _(
        "Withheld from the public: %(reason)s. Decided by %(who)s on %(on)s; "
        "to be reviewed by %(review)s."
    )
    return (said % _decided(read.confided),)


def _decided(restriction: Restriction) -> dict[str, str]:
    return {
        "reason": _lower_case(str(restriction.get_reason_code_display())),
        "who": restriction.decided_by.name,
        "on": said_day(restriction.decided_on),
        "review": said_day(restriction.review_on),
    }


def _notes(
    read: Read, rows: tuple[Row, ...], before: MeasurePart | None
) -> Iterator[str]:
    yield from _missing(read)
    yield from _marked(rows, "p", _("Provisional, and may be revised: %(periods)s."))
    yield from _marked(rows, "e", _("Estimated: %(periods)s."))
    yield from _revised(rows, before)
    yield from _hidden(read)
    yield from _definitions(read)


def _missing(read: Read) -> Iterator[str]:
    point = read.point
    if point.value is not None or point.symbol in HIDDEN:
        return
    if _waits_for_validation(read):
        yield _("Not validated when this edition was frozen: %(period)s.") % {
            "period": point.period
        }
    elif point.note:
        yield f"{point.period}: {point.note.rstrip('.')}."
    elif point.symbol == "x":
        yield _("No figure was returned for %(period)s.") % {"period": point.period}


def _waits_for_validation(read: Read) -> bool:
    """Whether a figure of the period had been entered, but nobody had validated it."""
    return any(
        row.state not in VALIDATED
        and read.point.period.contains(row.period)
        and timezone.localdate(row.entered_at) <= read.as_at
        for row in read.measure.recorded
    )


def _hidden(read: Read) -> Iterator[str]:
    symbols = {point.symbol for point in (*read.series.points, *read.charted.points)}
    if read.hides:
        yield _("Small numbers are hidden [c], so that nobody can be identified.")
    if "w" in symbols:
        yield from dict.fromkeys(_withheld_periods(read))


def _withheld_periods(read: Read) -> Iterator[str]:
    for row in read.measure.recorded:
        if row.symbol == Observation.Symbol.WITHHELD and row.restriction is not None:
            yield f"{row.period}: {_lower_case(restriction_words(row.restriction))}"


def _marked(rows: tuple[Row, ...], mark: str, words: str) -> Iterator[str]:
    periods = [str(row.period) for row in rows if mark in row.figure.marks]
    if periods:
        yield words % {"periods": ", ".join(periods)}


def _revised(rows: tuple[Row, ...], before: MeasurePart | None) -> Iterator[str]:
    """From and to, where the last edition printed another number."""
    if before is None:
        yield from _marked(
            rows, "r", _("Revised since it was first stated: %(periods)s.")
        )
        return
    was = {row.period: row.figure for row in before.rows}
    for row in rows:
        old = was.get(row.period)
        if old is None or old.value is None or row.figure.value is None:
            continue
        if old.value != row.figure.value:
            yield _("%(period)s was revised from %(old)s to %(new)s.") % {
                "period": row.period,
                "old": old.text,
                "new": row.figure.text,
            }


def _definitions(read: Read) -> Iterator[str]:
    """Definitions that began while the chart runs, the oldest first."""
    first = read.charted.points[0].period.start
    changed = [
        version
        for version in read.measure.versions.all()
        if first < version.valid_from <= read.quarter.end and version.number > 1
    ]
    for version in sorted(changed, key=lambda each: each.valid_from):
        yield _definition(version)


def _definition(version: MeasureVersion) -> str:
    words = {
        "day": said_day(version.valid_from),
        "why": version.change_note.strip().rstrip("."),
    }
    if version.is_break:
        said = _("Break in the series [b] on %(day)s: earlier figures do not compare")
    else:
        said = _("The definition changed on %(day)s")
    return f"{said % words}. {words['why']}.".replace(". .", ".")


def _lower_case(words: str) -> str:
    return words[:1].lower() + words[1:]
