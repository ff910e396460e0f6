"""What people wrote of a measure: the message, the answers, the Commissioner's box."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from measures.models import PROMPTS, Commentary
from opcc.core.models import Appointment, Office, Post, User
from opcc.core.periods import Period
from reports.build.dates import said_day
from reports.domain.measure_part import Answer, Oversight

OVERSIGHT = "oversight"


@dataclass(frozen=True)
class Holders:
    """Who has held the posts at the head of an office, and when."""

    appointments: tuple[Appointment, ...]

    @classmethod
    def of(cls, office: Office) -> Holders:
        """One query."""
        heads = [Post.Function.HOLDER, Post.Function.DEPUTY]
        held = Appointment.objects.filter(post__office=office, post__function__in=heads)
        return cls(tuple(held.select_related("post")))

    def holder(self, *, on: dt.date) -> str:
        """ "Eleanor Vaisey, Police and Crime Commissioner"; "" while it is vacant.

        Where somebody acts for the holder, the one who acts.
        """
        held = [
            each for each in self._on(on) if each.post.function == Post.Function.HOLDER
        ]
        chosen = max(held, key=lambda each: (each.acting, each.starts_on), default=None)
        return str(chosen) if chosen else ""

    def signed(self, writing: Commentary) -> str:
        """Who stated the conclusion, as what, and on which day."""
        if writing.oversight_by is None or writing.oversight_at is None:
            return ""
        day = timezone.localdate(writing.oversight_at)
        return f"{self.named(writing.oversight_by, on=day)}, {said_day(day)}"

    def named(self, user: User, *, on: dt.date) -> str:
        """Somebody as what they were on a day: "Eleanor Vaisey, Commissioner"."""
        own = [each for each in self._on(on) if each.user_id == user.pk]
        return str(own[0]) if own else self._for_another(user.name, on)

    def _for_another(self, name: str, day: dt.date) -> str:
        """Somebody without a post at the head recorded what the holder stated."""
        holder = self.holder(on=day)
        if not holder or holder.startswith(f"{name},"):
            return holder or name
        return _("%(holder)s, recorded by %(name)s") % {"holder": holder, "name": name}

    def _on(self, day: dt.date) -> list[Appointment]:
        return [
            each
            for each in self.appointments
            if each.starts_on <= day and (each.ends_on is None or day <= each.ends_on)
        ]


def latest(office: Office, quarter: Period) -> Mapping[int, Commentary]:
    """The writing in force of every measure in a quarter, by measure; one query."""
    writings = Commentary.objects.filter(
        measure__office=office,
        period_kind=quarter.kind.value,
        period_start=quarter.start,
    ).select_related("oversight_by")
    return {each.measure_id: each for each in writings.order_by("number")}


def answers(writing: Commentary | None) -> tuple[Answer, ...]:
    """What was written under each prompt but the Commissioner's, in order."""
    if writing is None:
        return ()
    return tuple(_answers(writing))


def oversight(
    writing: Commentary | None, holders: Holders, office: Office
) -> Oversight | None:
    """The Commissioner's box; None where nothing was asked, concluded or done."""
    if writing is None or not (writing.asked or writing.concluded or writing.did):
        return None
    return Oversight(
        heading=oversight_heading(office),
        asked=writing.asked,
        concluded=writing.concluded,
        did=writing.did,
        signed=holders.signed(writing),
    )


def oversight_heading(office: Office) -> str:
    heading = str(dict(PROMPTS)[OVERSIGHT])
    return heading.replace("the Commissioner", _short_holder(office))


def _answers(writing: Commentary) -> Iterable[Answer]:
    for prompt, heading in PROMPTS:
        text = "" if prompt == OVERSIGHT else getattr(writing, prompt).strip()
        if text:
            yield Answer(prompt, str(heading), text)


def _short_holder(office: Office) -> str:
    if office.kind == Office.Kind.MAYOR:
        return _("the Mayor")
    return _("the Board") if office.kind == Office.Kind.BOARD else _("the Commissioner")
