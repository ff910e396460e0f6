"""Targets and the rules of positions, in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from measures.domain.quantity import Unit, decimals_of, said, said_difference
from measures.domain.rating import Polarity
from measures.models import Target
from measures.reading.series import is_added_up
from opcc.core.periods import PeriodKind
from reports.build.figures import as_written
from reports.build.reading import Read

NONE = "[z]"
"""What a table prints where there is no target."""


def target_words(read: Read, target: Target | None, kind: PeriodKind) -> str:
    """ "47%", "60% to 70%", "1,500 a year" beside the figure of a shorter period."""
    if target is None or read.measure.is_indicator:
        return NONE
    words = " to ".join(_as_set(value, read.unit) for value in aim(target))
    if is_added_up(read.version) and target.basis != kind:
        return f"{words} a {target.basis}"
    return words


def aim(target: Target | None) -> tuple[Decimal, ...]:
    """The target as a number, both ends of a range, or nothing."""
    if target is None:
        return ()
    values = (target.value, target.lower, target.upper)
    return tuple(number for each in values if (number := as_written(each)) is not None)


def tolerance_words(read: Read) -> str:
    """ "tolerance 3 points", "tolerance 5% of the target", or why there is none."""
    target = read.target
    if read.measure.is_indicator:
        return _("for context: not rated")
    if target is None:
        return _("no target is set")
    if not target.tolerance:
        return _("no tolerance")
    return _("tolerance %(amount)s") % {"amount": _tolerance(target, read.unit)}


def rule_words(read: Read) -> str:
    """How this measure is judged, in a sentence or two."""
    return " ".join(part for part in (_rule(read), read.version.rule_note) if part)


def _rule(read: Read) -> str:
    target = read.target
    if read.measure.is_indicator:
        return _("Given for context: never rated.")
    if read.polarity is Polarity.NEUTRAL:
        return _("Neither direction is better, so it is not rated.")
    if target is None:
        return _("No target is set, so it is not rated.")
    if target.value is None:
        return _band_rule(read, target)
    return _value_rule(read, target, target.value)


def _value_rule(read: Read, target: Target, value: Decimal) -> str:
    higher = read.polarity is Polarity.HIGHER
    words = {
        "target": _as_set(value, read.unit),
        "more": _("more") if higher else _("less"),
        "beyond": _("below") if higher else _("above"),
    }
    if not target.tolerance:
        return _("Green at %(target)s or %(more)s, red %(beyond)s it.") % words
    reach = _reach(target, value)
    words["edge"] = _as_set(value - reach if higher else value + reach, read.unit)
    words["way"] = _("down") if higher else _("up")
    return (
        _(
            "Green at %(target)s or %(more)s, amber %(way)s to %(edge)s, "
            "red %(beyond)s that."
        )
        % words
    )


def _band_rule(read: Read, target: Target) -> str:
    words = {"band": " to ".join(_as_set(value, read.unit) for value in aim(target))}
    if not target.tolerance:
        return _("Green from %(band)s, red outside it.") % words
    words["tolerance"] = _tolerance(target, read.unit)
    return (
        _("Green from %(band)s, amber within %(tolerance)s of it, red beyond.") % words
    )


def _reach(target: Target, value: Decimal) -> Decimal:
    """How far off the target is still amber, in the measure's own unit."""
    if target.tolerance_kind == Target.ToleranceKind.PERCENT:
        return abs(value) * target.tolerance / 100
    return target.tolerance


def _tolerance(target: Target, unit: Unit) -> str:
    decimals = decimals_of(target.tolerance)
    if target.tolerance_kind == Target.ToleranceKind.PERCENT:
        amount = as_written(target.tolerance)
        return _("%(amount)s%% of the target") % {"amount": amount}
    return said_difference(target.tolerance, replace(unit, decimals=decimals))


def _as_set(value: Decimal, unit: Unit) -> str:
    """A target as the office set it: 80%, not 80.0%."""
    return said(value, replace(unit, decimals=decimals_of(value)))
