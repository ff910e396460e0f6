"""What the public version of a document may not say.

Pure: no Django, no database.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from opcc.core.moves import MoveRefused
from opcc.core.secrecy import says

Audience = Literal["public", "office"]
"""For whom a document is built; the public version never had what is restricted."""


FORMAT = frozenset({"kind", "language", "accent"})
"""Names of what a file says of itself: nobody wrote that."""


def check_public(stored: bytes, *, secrets: Iterable[tuple[str, str]]) -> None:
    """Raise MoveRefused where the public version says what is restricted.

    ``secrets`` are pairs: the words, and what they are ("the title of item 7"). They
    are looked for as whole words, in any case, wherever their lines break.
    """
    said = "\n".join(_texts(json.loads(stored)))
    for words, what in secrets:
        if says(said, words):
            raise MoveRefused(
                f"The public version would say “{words.strip()}”, which is {what} and "
                "restricted. Change the words where they stand in public, then "
                "publish."
            )


def _texts(found: Any) -> Iterator[str]:
    """Every text of a JSON value that somebody wrote, keys left out."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for name, each in found.items():
            if name not in FORMAT:
                yield from _texts(each)
    elif isinstance(found, list):
        for each in found:
            yield from _texts(each)
