"""What is drawn of a measure, and the words around the drawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.domain.aims import AimStretch
from measures.domain.series import Series
from measures.figures.plot import SIZES, lay_out
from measures.figures.words import last_figure, told
from opcc.core.periods import PeriodKind
from reports.build.figures import as_written, published, published_series
from reports.build.reading import Read
from reports.domain.measure_part import Chart

EACH = {
    PeriodKind.DAY: gettext_lazy("on single days"),
    PeriodKind.MONTH: gettext_lazy("each month"),
    PeriodKind.QUARTER: gettext_lazy("each quarter"),
    PeriodKind.YEAR: gettext_lazy("each financial year"),
}


def chart(read: Read, *, title: str) -> Chart:
    """The series to draw, rounded; ``title`` says what it found."""
    series, target = published_series(read.charted, read.unit), read.drawn_target
    decimals = read.unit.decimals
    drawn = Chart(
        title=title,
        subtitle=_subtitle(read, series),
        caption="",
        series=read.sampling.over(series, decimals) if read.sampling else series,
        target=target and as_written(target.value),
        lower=target and as_written(target.lower),
        upper=target and as_written(target.upper),
        notes=tuple(read.break_notes.items()),
        expected=read.process and read.process.expected,
        aims=tuple(map(_as_written, read.aims_drawn)),
    )
    return replace(drawn, caption=" ".join(_caption(read, drawn)))


def _as_written(aim: AimStretch) -> AimStretch:
    lower, upper = as_written(aim.lower), as_written(aim.upper)
    return replace(aim, value=as_written(aim.value), lower=lower, upper=upper)


def _subtitle(read: Read, series: Series) -> str:
    """ "Calls answered, % each month, October 2023 to September 2026"."""
    first, last = series.points[0].period, series.points[-1].period
    each = EACH.get(first.kind, "")
    start = f"{first.start:%B %Y}" if first.kind is not PeriodKind.YEAR else first
    end = f"{last.end:%B %Y}" if last.kind is not PeriodKind.YEAR else last
    said = f"{read.version.name}, {read.unit.name} {each}".strip()
    return f"{said}, {start} to {end}"


def _caption(read: Read, drawn: Chart) -> Iterator[str]:
    series = drawn.series
    if last_figure(series) is None:
        return
    if read.process is not None and read.process.caption:
        yield read.process.caption
    if read.measure.is_seasonal:
        yield from _same_quarters(read)
    if any(point.low is not None for point in series.points):
        yield _("Upright bars: the 95% interval that sampling leaves open.")
    if any(point.provisional for point in series.points):
        yield _("Hollow points are provisional.")
    if any(point.value is None for point in told(series)):
        yield _("A gap has no figure; its symbol stands on the line of time.")
    if any(point.break_before for point in series.points[1:]):
        yield _("The line is cut where figures before and after do not compare.")
    if len(drawn.aims) > 1:
        yield _("The target's line steps where the target changed.")
    if _axis_starts_above_zero(read, drawn):
        yield _("The axis does not start at zero.")


def _same_quarters(read: Read) -> Iterator[str]:
    """The same quarter of earlier years, of a measure with strong seasons."""
    earlier = read.series.points[::-1][4::4]
    told = [
        f"{p.period} {published(p, read.unit).full}"
        for p in earlier
        if p.value is not None
    ]
    if told and not read.is_yearly:
        words = {"figures": ", ".join(told)}
        yield _("Strongly seasonal. The same quarter before: %(figures)s.") % words


def _axis_starts_above_zero(read: Read, drawn: Chart) -> bool:
    aims = [drawn.target, drawn.lower, drawn.upper]
    aims += [line for aim in drawn.aims for line in aim.lines]
    others: list[Decimal | float] = [v for v in aims if v is not None]
    stretches = drawn.expected.stretches if drawn.expected else ()
    others += [
        end
        for point in drawn.series.points
        for end in (point.low, point.high)
        if end is not None
    ]
    others += [edge for each in stretches for edge in (each.lower, each.upper)]
    plot = lay_out(
        drawn.series, read.unit, size=SIZES["wide"], others=others, last_words=""
    )
    return plot.places[0] > 0
