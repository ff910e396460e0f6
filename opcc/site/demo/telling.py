"""One part of the story, and the quarters that it is told of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from django.db import transaction

FIRST_EDITION, LAST_EDITION, NEWEST = -2, -1, 0


@dataclass(frozen=True)
class Chapter:
    """One part of the story: when it happened, whether it is told, how to tell it.

    It is told whole or not at all, but for one that is in ``steps`` of its own.
    """

    name: str
    at: dt.datetime
    is_told: Callable[[], bool]
    tell: Callable[[], object]
    steps: bool = False

    def held(self) -> AbstractContextManager:
        return nullcontext() if self.steps else transaction.atomic()
