"""What stands in the way of a thematic review, and what is worth a look first."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opcc.core.visibility import Visibility
from reports.build.blockers import Blocker
from reports.build.proposing import draft_guarded
from reports.build.since import content_of, published_editions
from reports.build.slips import slips_in
from reports.domain.content import EditionContent, PackContent
from reports.domain.hidden import given_away, hidden_in
from reports.models import Edition
from scrutiny.models import Topic


def of_topic(topic: Topic) -> list[Blocker]:
    """What the topic lacks, whichever report its figures come from; no query."""
    found = []
    if topic.visibility != Visibility.PUBLIC:
        text = _("The topic is not public: say that it is, and what the public read.")
        found.append(_blocker(text, "scrutiny:topic-edit", topic.pk))
    if not topic.is_taken_up:
        text = _("The topic is not on the programme yet.")
        found.append(_blocker(text, "scrutiny:topic", topic.pk))
    return found


def of_pack(topic: Topic, edition: Edition, content: PackContent) -> list[Blocker]:
    """Errors first. Two queries and one for each later report, and what the search
    for hidden numbers costs where the report hides any."""
    found = [
        *of_topic(topic),
        *_of_measures(topic, content),
        *_hidden_since(topic, edition, content),
        *_not_told(topic, content),
        *_corrected(edition, content),
        *_slips(edition, content),
    ]
    return sorted(found, key=lambda each: not each.is_error)


def _of_measures(topic: Topic, content: PackContent) -> Iterator[Blocker]:
    if not content.edition.parts:
        text = _(
            "The report tells none of the topic's measures: say which it concerns."
        )
        yield _blocker(text, "scrutiny:topic-edit", topic.pk)


def _hidden_since(
    topic: Topic, edition: Edition, content: PackContent
) -> Iterator[Blocker]:
    """A later report hides what this one tells: it is not to be told again."""
    rows = published_editions(edition.office)
    later = rows.filter(period_start__gt=edition.period_start)
    hidden = hidden_in(_told(later))
    for part in content.edition.parts:
        if given_away(part, hidden):
            words = {"measure": f"{part.code} {part.name}"}
            text = _(
                "A later report hides a figure of %(measure)s that this one tells: "
                "take a later report."
            )
            yield _blocker(text % words, "scrutiny:topic", topic.pk)


def _told(editions) -> Iterator[EditionContent]:
    return (content_of(each) for each in editions)


def _not_told(topic: Topic, content: PackContent) -> Iterator[Blocker]:
    told = {part.code for part in content.edition.parts}
    for measure in topic.measures.all():
        if told and measure.code not in told:
            text = _("%(measure)s is left out: the report does not tell it.")
            yield Blocker(False, text % {"measure": measure}, "", "")


def _corrected(edition: Edition, content: PackContent) -> Iterator[Blocker]:
    told = {part.code for part in content.edition.parts}
    for each in edition.publication.corrections.all():
        if each.measure_code in told:
            text = _(
                "%(code)s was corrected after the report was published: the review "
                "repeats the report, and says where its corrections stand."
            )
            yield Blocker(False, text % {"code": each.measure_code}, "", "")


def _slips(edition: Edition, content: PackContent) -> Iterator[Blocker]:
    """Numbers in questions, answers and conclusions that the report hides."""
    if not any("c" in part.symbols for part in content.edition.parts):
        return
    words = _(
        "It says %(number)s, which is the hidden figure of %(measure)s for %(place)s. "
        "Make sure that it is another number."
    )
    for slip in slips_in("\n".join(_texts(content)), draft_guarded(edition)):
        for number, place in slip.numbers.items():
            said = {"number": number, "measure": slip.measure, "place": place}
            yield Blocker(False, words % said, "", "")


def _texts(content: PackContent) -> Iterator[str]:
    yield content.theme.summary
    for question in content.questions:
        yield question.text
        yield from (each.text for each in question.answers)
    for each in content.findings:
        yield each.text
        yield each.response
    yield from (each.conclusion.reason for each in content.conclusions)
    yield from (each.title for each in content.actions)


def _blocker(text: str, view: str, *args: int) -> Blocker:
    return Blocker(True, text, "", view, args)
