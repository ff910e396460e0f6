"""What the published response to an inspection report says: the file format.

Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ResponseAction:
    """Something that follows: what, by when, and the post or body that does it.

    ``stands`` says what has become of it by the day of publication, "" where it is
    still to be done.
    """

    number: int
    title: str
    owner: str
    due_on: dt.date
    stands: str = ""


@dataclass(frozen=True)
class AnsweredFinding:
    """One finding in the inspectorate's words, and the Commissioner's answer.

    ``name`` is such as "Recommendation 3"; ``none_because`` says why no action
    follows and is "" where one does.
    """

    name: str
    text: str
    addressed_to: str
    due_on: dt.date | None
    response: str
    actions: tuple[ResponseAction, ...]
    none_because: str


@dataclass(frozen=True)
class ResponseContent:
    """The response as it was published; ``days_late`` counts from ``respond_by``.

    ``no_comments_by`` is the day by which none of the chief constable's comments had
    come, where none had. ``sent`` is pairs: to whom, and on which day.
    """

    office: str
    holder: str
    reference: str
    title: str
    inspectorate: str
    reported_on: dt.date
    url: str
    introduction: str
    findings: tuple[AnsweredFinding, ...]
    comments: str
    comments_invited_on: dt.date | None
    comments_received_on: dt.date | None
    no_comments_by: dt.date | None
    respond_by: dt.date
    published_on: dt.date
    days_late: int
    sent: tuple[tuple[str, dt.date], ...]
    accent: str
    language: str = "en-GB"
    kind: Literal["response"] = "response"
    format: int = 1

    @property
    def name(self) -> str:
        return f"Response to {self.reference}: {self.title}"[:250]

    @property
    def dated(self) -> dt.date:
        return self.published_on

    @property
    def running(self) -> str:
        return f"Response to {self.reference}."
