"""An office's colour as a style sheet whose contrast holds in light and in dark.

Pure: no Django. Contrast is the ratio of WCAG 2.2 (1 to 21); colours are "#rrggbb".
"""

from __future__ import annotations

import colorsys

Rgb = tuple[int, int, int]

WHITE: Rgb = (255, 255, 255)
BLACK: Rgb = (0, 0, 0)
DARK_PAPER: Rgb = (0x14, 0x18, 0x1B)
"""The page in dark mode: ``--paper`` in static/css/opcc.css."""

ENOUGH = 7.0
"""Level AAA of WCAG 2.2, success criterion 1.4.6."""

MIDDLE = 0.18
"""The luminance at which black and white contrast with a colour about equally."""

STEPS = 100
"""How finely a colour's lightness is moved until it is readable."""

SHEET = """\
@layer tokens {{
  :root {{
    --office-accent: {accent};
    --office-accent-tint: {tint};
    --office-bar: {accent};
  }}
  @media screen and (prefers-color-scheme: dark) {{
    :root {{
      --office-accent: {dark_accent};
      --office-accent-tint: {dark_tint};
      --office-bar: {dark_bar};
    }}
  }}
}}
"""


def style_sheet(accent: str) -> str:
    """The tokens that an office's accent sets; raises ValueError for no colour."""
    light = readable(parse(accent), on=WHITE)
    dark = readable(light, on=DARK_PAPER)
    return SHEET.format(
        accent=written(light),
        tint=written(mixed(WHITE, light, 0.09)),
        dark_accent=written(dark),
        dark_tint=written(mixed(DARK_PAPER, dark, 0.12)),
        dark_bar=written(mixed(light, BLACK, 0.2)),
    )


def parse(colour: str) -> Rgb:
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"Write a colour as #1f4b57, not {colour!r}.")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def written(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def readable(colour: Rgb, *, on: Rgb) -> Rgb:
    """The colour, or the nearest lightness of its hue that contrasts enough."""
    end = 0.0 if luminance(on) > MIDDLE else 1.0
    shades = (lit(colour, towards=end, share=step / STEPS) for step in range(STEPS + 1))
    return next(shade for shade in shades if contrast(shade, on) >= ENOUGH)


def lit(colour: Rgb, *, towards: float, share: float) -> Rgb:
    """The same hue with its lightness moved by ``share`` of the way to an end."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(c / 255 for c in colour))
    moved = lightness + (towards - lightness) * share
    red, green, blue = colorsys.hls_to_rgb(hue, moved, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def mixed(base: Rgb, other: Rgb, share: float) -> Rgb:
    """``share`` (0 to 1) of the other colour in the base."""
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(base, other, strict=True)
    )
    return red, green, blue


def contrast(one: Rgb, other: Rgb) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Rgb) -> float:
    """Relative luminance, 0 for black to 1 for white, as WCAG 2.2 defines it."""
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
