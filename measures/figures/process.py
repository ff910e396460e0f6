"""The two shapes of a process: what its latest point shows, and if it meets a target.

Each is the chart in small, 44 by 24; each is followed by its word.
"""

from __future__ import annotations

BLACK, LINE, GREY = "#0b0c0c", "#22313f", "#484949"
EDGE, BAND = "#84919d", "#c9d3db"
CONCERN, BETTER, SIGNAL = "#b8500c", "#1a5fa8", "#5c4a86"

WIDTH, HEIGHT = 44, 24

CHANCE = ((3, 14), (9, 8), (15, 15), (21, 10), (27, 15), (33, 9), (39, 13))
HIGH = ((3, 15), (9, 11), (15, 16), (21, 12), (27, 7), (33, 5.5), (38.5, 5.5))
LOW = tuple((x, HEIGHT - y) for x, y in HIGH)

AVERAGE = f'<path class="c-edge" d="M2 12H42" fill="none" stroke="{EDGE}"/>'


def _line(places: tuple[tuple[float, float], ...], dots: int) -> str:
    """The line, and a dot at each of its first ``dots`` places."""
    joined = "L".join(f"{x:g} {y:g}" for x, y in places)
    rounds = "".join(f"M{x:g} {y:g}h0" for x, y in places[:dots])
    return (
        f'<path class="c-line-stroke" d="M{joined}" fill="none" stroke="{LINE}"'
        ' stroke-width="1.25"/>'
        f'<path class="c-line-stroke" d="{rounds}" fill="none" stroke="{LINE}"'
        ' stroke-width="3" stroke-linecap="round"/>'
    )


def _diamond(x: float, y: float) -> str:
    return f"M{x:g} {y - 3.7:g}l3.7 3.7l-3.7 3.7l-3.7 -3.7Z"


def _triangle(x: float, y: float) -> str:
    return f"M{x:g} {y - 3.7:g}l3.6 6.5h-7.2Z"


def _square(x: float, y: float) -> str:
    return f"M{x - 2.75:g} {y - 2.75:g}h5.5v5.5h-5.5Z"


SHAPES = {
    "concern": (_diamond, "c-concern", CONCERN),
    "improvement": (_triangle, "c-better", BETTER),
    "neutral": (_square, "c-neutral", SIGNAL),
}


def _signal(kind: str, places: tuple[tuple[float, float], ...]) -> str:
    """A line whose last three points have the shape of their kind."""
    shape, name, colour = SHAPES[kind]
    last = "".join(shape(x, y) for x, y in places[-3:])
    mark = f'<path class="{name}" d="{last}" fill="{colour}" stroke-width="0"/>'
    return AVERAGE + _line(places, 4) + mark


VARIATION = {
    "common_cause": AVERAGE + _line(CHANCE, len(CHANCE)),
    **{f"{kind}_high": _signal(kind, HIGH) for kind in SHAPES},
    **{f"{kind}_low": _signal(kind, LOW) for kind in SHAPES},
    "no_current_data": (
        f'<text class="c-muted" x="22" y="16.5" font-size="13" text-anchor="middle"'
        f' fill="{GREY}">[x]</text>'
    ),
}


def _against(top: float, target: float, name: str, colour: str, mark: str) -> str:
    """A band, the target's dash at its height, and what that comes to."""
    return (
        f'<rect class="c-band2" x="2" y="{top:g}" width="26" height="12"'
        f' fill="{BAND}"/>'
        f'<path class="c-ink" d="M0 {target:g}H30" fill="none" stroke="{BLACK}"'
        ' stroke-width="1.5" stroke-dasharray="5 3"/>'
        f'<path class="{name}" d="{mark}" fill="none" stroke="{colour}"'
        ' stroke-width="2.25"/>'
    )


TICK, CROSS = "M33 12.5l3 3.2L42 8.5", "M34 8.5l7 7M41 8.5l-7 7"
TILDE = "M33 13.6c1.5-3 3-3 4.4-1.2s3 1.6 4.4-1.2"
NO_BAND = (
    f'<path class="c-edge" d="M16 12H28" fill="none" stroke="{EDGE}"'
    ' stroke-width="1.5" stroke-dasharray="2 3"/>'
)

MEETS = {
    "consistent_pass": _against(2, 20, "g-better-line", BETTER, TICK),
    "consistent_pass_below": _against(10, 4, "g-better-line", BETTER, TICK),
    "inconsistent": _against(6, 12, "g-grey-line", GREY, TILDE),
    "consistent_fail": _against(10, 4, "g-concern-line", CONCERN, CROSS),
    "consistent_fail_above": _against(2, 20, "g-concern-line", CONCERN, CROSS),
    "not_assessable": NO_BAND,
}
"""The band lies on the side of its target where the figures do.

``_below`` and ``_above`` are of measures that are better when lower.
"""

WORDS = {
    "variation": {
        "common_cause": "Chance only",
        "improvement_high": "Improvement, high",
        "improvement_low": "Improvement, low",
        "concern_high": "Concern, high",
        "concern_low": "Concern, low",
        "neutral_high": "Signal, high",
        "neutral_low": "Signal, low",
        "no_current_data": "No current data",
    },
    "meets": {
        "consistent_pass": "Will meet",
        "consistent_pass_below": "Will meet",
        "inconsistent": "Hit and miss",
        "consistent_fail": "Will miss",
        "consistent_fail_above": "Will miss",
        "not_assessable": "Not assessable",
    },
}
