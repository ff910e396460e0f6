"""Every shape that a chart can take, on one page: to be looked at, and to be measured.

``python -m tests.measures.figures.gallery FOLDER`` writes a page for the screen, one in
grey and one for paper.
"""

import random
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from measures.domain.aims import AimStretch
from measures.domain.quantity import Kind, Unit
from measures.domain.rating import Polarity
from measures.domain.series import Point, Series, Symbol
from measures.domain.spc import Expected, analyse_series, charted
from measures.figures import trend
from opcc.core.periods import Period

PERCENT = Unit(Kind.PERCENTAGE, "%", 1)
OFFENCES = Unit(Kind.COUNT, "offences", 0)
MONEY = Unit(Kind.MONEY, "£m", 1)

LAST_MONTH, LAST_QUARTER = Period.month(2026, 9), Period.quarter(2026, 2)


@dataclass(frozen=True)
class Case:
    """A series with what it is held against."""

    name: str
    series: Series
    unit: Unit = PERCENT
    polarity: Polarity = Polarity.HIGHER
    aims: tuple[AimStretch, ...] = ()
    rebased: Mapping[Period, str] = field(default_factory=dict)

    @property
    def expected(self) -> Expected:
        last = self.aims[-1].value if self.aims else None
        analysis = analyse_series(
            self.series, polarity=self.polarity, target=last, rebased_at=self.rebased
        )
        return charted(analysis, self.series, unit=self.unit, rebased=self.rebased)

    def drawn(self, size: str) -> str:
        last = self.aims[-1] if self.aims else AimStretch(0, 0)
        return trend(
            self.series,
            unit=self.unit,
            title=self.name,
            ident=self.name.replace(" ", "-"),
            size=size,
            target=last.value,
            lower=last.lower,
            upper=last.upper,
            expected=self.expected,
            aims=self.aims,
        )


def walk(count, level, reach, *, seed, last=LAST_MONTH, decimals=1, kind=None):
    """Figures that stray from a level by chance; the same ones every time."""
    chance = random.Random(seed)  # noqa: S311
    points = []
    for back in range(count - 1, -1, -1):
        value = Decimal(str(round(chance.gauss(level, reach), decimals)))
        points.append(Point(last - back, value))
    return Series(kind or Kind.PERCENTAGE, tuple(points))


def changed(series, places, **facts):
    """The series with these facts at these places."""
    points = list(series.points)
    for place in places:
        points[place] = replace(points[place], **facts)
    return replace(series, points=tuple(points))


def shifted(series, places, by):
    for place in places:
        moved = series.points[place].value + Decimal(str(by))
        series = changed(series, [place], value=moved)
    return series


def held(series, value):
    return (AimStretch(0, len(series.points), Decimal(value)),)


def cases() -> list[Case]:
    six = walk(6, 68, 2, seed=1, last=LAST_QUARTER)
    ten = walk(10, 68, 2, seed=2, last=LAST_QUARTER)
    three_years = shifted(walk(36, 42, 1.2, seed=3), range(27, 36), -3)
    ten_years = shifted(walk(120, 320, 18, seed=4, decimals=0), range(100, 108), 70)
    gaps = changed(
        walk(36, 42, 1.5, seed=5), [8, 9, 20], value=None, symbol=Symbol.NOT_AVAILABLE
    )
    hidden = changed(
        walk(12, 9, 2, seed=6, last=LAST_QUARTER, decimals=0),
        [6],
        value=None,
        symbol=Symbol.SUPPRESSED,
    )
    moved = shifted(walk(36, 61, 2, seed=7), range(18, 36), 14)
    parted = changed(
        shifted(walk(36, 61, 2, seed=8), range(20, 36), -12), [20], break_before=True
    )
    negative = walk(16, -0.4, 1.6, seed=9, last=LAST_QUARTER, kind=Kind.MONEY)
    near = replace(
        (high := walk(36, 98.9, 0.7, seed=10)),
        points=tuple(replace(p, value=min(p.value, Decimal(100))) for p in high.points),
    )
    asked = walk(10, 66, 1, seed=11, last=LAST_QUARTER)
    asked = replace(
        asked,
        points=tuple(
            replace(p, low=p.value - Decimal("3.1"), high=p.value + Decimal("3.2"))
            for p in asked.points
        ),
    )
    stepped = walk(36, 74, 2, seed=12)
    steps = (
        AimStretch(0, 10, Decimal(70)),
        AimStretch(10, 24, Decimal(75)),
        AimStretch(24, 36, Decimal(78)),
    )
    banded = walk(14, 100, 6, seed=13, last=LAST_QUARTER, decimals=0)
    bands = (
        AimStretch(0, 7, None, Decimal(85), Decimal(105)),
        AimStretch(7, 14, None, Decimal(90), Decimal(110)),
    )
    provisional = changed(walk(24, 51, 2, seed=14), [22, 23], provisional=True)
    count = {"unit": OFFENCES, "polarity": Polarity.LOWER}
    return [
        Case("6 points", six, aims=held(six, 75)),
        Case("10 points", ten, aims=held(ten, 68)),
        Case("36 points", three_years, aims=held(three_years, 42)),
        Case("120 points", ten_years, **count),
        Case("gaps", gaps, aims=held(gaps, 45)),
        Case("suppressed", hidden, **count),
        Case(
            "rebase",
            moved,
            rebased={moved.points[18].period: "New recording standard"},
        ),
        Case("break", parted, aims=held(parted, 55)),
        Case("negative", negative, unit=MONEY, polarity=Polarity.NEUTRAL),
        Case("near 100", near, aims=held(near, 99)),
        Case("survey", asked, aims=held(asked, 68)),
        Case("target steps", stepped, aims=steps),
        Case("band steps", banded, unit=OFFENCES, polarity=Polarity.BAND, aims=bands),
        Case("provisional", provisional, polarity=Polarity.NEUTRAL),
    ]


def page(style: str, *sizes: str, classes: str = "") -> str:
    """Each case in each size under its name."""
    drawn = "".join(
        f"<h2>{case.name}</h2><p>{''.join(case.drawn(size) for size in sizes)}</p>"
        for case in cases()
    )
    return (
        f'<!doctype html><html lang="en"><title>Charts</title><style>{style}</style>'
        f'<body class="{classes}">{drawn}</body></html>'
    )


def write(folder: Path) -> None:
    fonts = Path("static/fonts").resolve().as_uri()
    css = Path("static/css/opcc.css").read_text().replace("../fonts", fonts)
    both = "body{margin:24px} .chart{display:inline!important;width:auto!important}"
    grey = f"{css}{both} body{{filter:grayscale(1)}}"
    (folder / "screen.html").write_text(page(css + both, "wide", "narrow"))
    (folder / "grey.html").write_text(page(grey, "wide"))
    (folder / "workbench.html").write_text(page(css + both, "workbench"))
    faces = "".join(re.findall(r"@font-face\s*{[^}]*}", css))
    paper = faces + "body{margin:24px}"
    (folder / "paper.html").write_text(page(paper, "print", "brief"))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
