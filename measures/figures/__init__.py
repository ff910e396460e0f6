"""Figures as SVG text: values in, drawings out; the same on a page and in a PDF."""

from measures.figures.icons import (
    assurance,
    delivery,
    direction,
    grade,
    icon,
    symbol,
    used,
)
from measures.figures.multiple import multiple, shared_scale
from measures.figures.plot import SizeName
from measures.figures.seasons import seasons
from measures.figures.spark import spark
from measures.figures.strip import strip
from measures.figures.trend import trend
from measures.figures.words import described, message

__all__ = [
    "SizeName",
    "assurance",
    "delivery",
    "described",
    "direction",
    "grade",
    "icon",
    "message",
    "multiple",
    "seasons",
    "shared_scale",
    "spark",
    "strip",
    "symbol",
    "trend",
    "used",
]
