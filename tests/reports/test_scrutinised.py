"""What the Commissioner did, as an edition tells it: what is public, and since when."""

import datetime as dt

import pytest

from reports.build import build_edition
from reports.domain.content import fingerprint, to_bytes
from reports.render import to_html, to_pdf, to_print_html
from scrutiny.models import Action, Question
from tests.factories import BodyFactory, CommitmentFactory, MeetingFactory
from tests.reports.canaries import CANARIES
from tests.reports.heard_scene import FROZEN_ON, HELD_ON, QUARTER, HeardScene, at
from tests.reports.test_build import publish_last_quarter
from tests.reports.test_every_rendering import pages_of

DAY = dt.timedelta(days=1)
EARLIER = dt.date(2026, 8, 20)
"""When ``publish_last_quarter`` freezes the edition before."""


@pytest.fixture
def scene():
    return HeardScene()


@pytest.fixture
def measure(scene):
    measure = scene.measure("1A")
    scene.state(measure, {QUARTER - 1: "70", QUARTER: "60"})
    return measure


def built(scene, *, frozen_on=FROZEN_ON, **facts):
    return build_edition(scene.edition(**facts), frozen_on=frozen_on)


def told(scene, code="1A", **facts):
    return built(scene, **facts).part(code).scrutinised


def numbers(scene, **facts):
    seen = told(scene, **facts)
    return [each.number for each in (*seen.asked, *seen.agreed)]


def test_a_question_its_answer_the_conclusion_and_the_action_are_told(scene, measure):
    question = scene.ask(measure, text="How many are never found?")
    scene.answer(question, evidence="The log")
    scene.conclude()
    scene.agree(measure)

    seen = told(scene)

    (asked,), (stated,), (agreed,) = seen.asked, seen.stated, seen.agreed
    assert (asked.reference, asked.of) == ("Question 21", "Crime data unit")
    assert asked.due_on is None
    assert [(a.text, a.by, a.on) for a in asked.answers] == [
        ("One in nine.", "Crime data unit", HELD_ON)
    ]
    assert (stated.word, stated.disc) == ("Not assured", "not_assured")
    assert stated.by == "Eleanor Vaisey, Police and Crime Commissioner"
    assert (stated.at, stated.on) == ("Accountability Board", HELD_ON)
    assert (agreed.reference, agreed.owner) == ("Action 22", "Crime data unit")
    assert (agreed.state, agreed.closed_on) == ("Open", None)


def test_a_question_of_the_panel_names_the_paragraph_that_it_is_about(scene, measure):
    place = {
        "about": "Quarter 1, 2026/27, paragraph 1A.2",
        "about_url": "/westmarch/x/",
    }
    scene.ask(measure, source="panel", text="Never found?", **place)

    content = built(scene)
    (asked,) = content.part("1A").scrutinised.asked
    assert asked.about == "Quarter 1, 2026/27, paragraph 1A.2"
    words = "A member of the panel asked it about Quarter 1, 2026/27, paragraph 1A.2"
    assert words in to_html(content)


def test_a_paragraph_that_the_panel_alone_may_read_is_not_named(scene, measure):
    url = "/westmarch/papers/2026-q1/#m1A"
    about = "Quarter 1, 2026/27, panel version, paragraph 1A.2"
    scene.ask(measure, source="panel", about=about, about_url=url)

    (asked,) = told(scene).asked
    assert asked.about == ""


def test_a_question_that_is_answered_in_part_is_still_due(scene, measure):
    question = scene.ask(measure)
    scene.answer(question, is_partial=True)
    (asked,) = told(scene).asked
    assert asked.due_on == dt.date(2026, 11, 10)
    assert asked.answers[0].is_partial


def test_a_first_edition_tells_of_the_last_twelve_months(scene, measure):
    seen = told(scene)
    assert (seen.since, seen.upto) == (dt.date(2025, 11, 10), FROZEN_ON)


@pytest.mark.parametrize(
    ("day", "is_told"),
    [(EARLIER, False), (EARLIER + DAY, True)],
)
def test_what_was_heard_on_the_day_of_the_last_freeze_was_that_editions(
    scene, measure, day, is_told
):
    meeting = MeetingFactory(body=scene.board, held_on=day, status="held")
    item = scene.business("Calls", meeting=meeting)
    scene.ask(measure, item=item, asked_on=day - 7 * DAY)
    publish_last_quarter(scene)
    assert bool(told(scene).asked) is is_told


@pytest.mark.parametrize(
    ("day", "is_told"), [(FROZEN_ON, True), (FROZEN_ON + DAY, False)]
)
def test_what_is_heard_on_the_day_of_the_freeze_is_told(scene, measure, day, is_told):
    meeting = MeetingFactory(body=scene.board, held_on=day, status="held")
    item = scene.business("Calls", meeting=meeting)
    scene.agree(measure, item=item, raised_on=day)
    assert bool(told(scene).agreed) is is_told


@pytest.mark.parametrize("is_after", [True, False])
def test_what_came_after_the_last_freeze_on_its_day_is_not_lost(
    scene, measure, is_after
):
    other = scene.measure("1B")
    meeting = MeetingFactory(body=scene.board, held_on=EARLIER, status="held")
    item = scene.business("Calls", meeting=meeting)
    facts = {"item": item, "raised_on": EARLIER}
    scene.agree(other, **facts)
    if is_after:
        publish_last_quarter(scene)
        scene.agree(measure, **facts)
    else:
        scene.agree(measure, **facts)
        publish_last_quarter(scene)
    assert bool(told(scene).agreed) is is_after
    assert not told(scene, "1B", number=2).agreed


def test_an_answer_to_an_old_question_is_told_with_its_question(scene, measure):
    publish_last_quarter(scene)
    held_on = dt.date(2026, 5, 5)
    old = MeetingFactory(body=scene.board, held_on=held_on, status="held")
    item = scene.business("Calls", meeting=old)
    facts = {"item": item, "asked_on": held_on}
    answered, silent = scene.ask(measure, **facts), scene.ask(measure, **facts)
    scene.answer(answered, "Part.", on=held_on, is_partial=True)
    scene.answer(answered, "The rest.", on=dt.date(2026, 9, 1))
    scene.answer(silent, "All of it.", on=held_on)

    (asked,) = told(scene).asked

    assert asked.number == answered.number
    assert [each.text for each in asked.answers] == ["The rest."]


def test_an_action_that_was_closed_since_is_told_and_one_closed_earlier_not(
    scene, measure
):
    old = MeetingFactory(body=scene.board, held_on=dt.date(2026, 5, 5), status="held")
    facts = {
        "item": scene.business("Calls", meeting=old),
        "raised_on": dt.date(2026, 5, 5),
        "state": "closed",
        "evidence": "The log",
    }
    scene.agree(measure, ended_on=EARLIER, **facts)
    publish_last_quarter(scene)
    since = scene.agree(measure, ended_on=EARLIER + DAY, **facts)

    (agreed,) = told(scene).agreed

    assert agreed.number == since.number
    assert (agreed.state, agreed.closed_on) == ("Closed", EARLIER + DAY)


def test_business_that_is_released_is_told_from_the_day_of_its_release(scene, measure):
    publish_last_quarter(scene)
    released_on = dt.date(2026, 10, 1)
    old = MeetingFactory(body=scene.board, held_on=dt.date(2026, 5, 5), status="held")
    item = scene.business(
        "Operation Kestrel",
        meeting=old,
        restriction=scene.restriction(released_on=released_on),
        safe_title="An operational matter",
    )
    asked = scene.ask(measure, item=item, asked_on=dt.date(2026, 5, 1))
    assert numbers(scene) == [asked.number]
    assert numbers(scene, frozen_on=released_on - DAY, number=2) == []


def test_an_action_says_that_it_is_late_and_that_its_date_was_moved(scene, measure):
    scene.agree(measure, first_due_on=FROZEN_ON - DAY)
    scene.agree(measure, first_due_on=FROZEN_ON, due_on=FROZEN_ON + DAY)
    late, moved = told(scene).agreed
    assert (late.state, late.is_moved) == ("Overdue", False)
    assert (moved.state, moved.is_moved) == ("Open", True)


def test_what_concerns_an_objective_and_no_measure_stands_with_the_objective(
    scene, measure
):
    objective = scene.objectives[0]
    whole = scene.ask(objectives=[objective])
    about = scene.ask(measure, objectives=[objective])
    action = scene.agree()
    action.commitments.add(CommitmentFactory(objective=objective))
    hidden = scene.agree()
    hidden.commitments.add(CommitmentFactory(objective=objective, is_internal=True))

    content = built(scene)

    section = content.priorities[0].objectives[0]
    seen = section.scrutinised
    assert [each.number for each in seen.asked] == [whole.number]
    assert [each.number for each in seen.agreed] == [action.number]
    assert [q.number for q in content.part("1A").scrutinised.asked] == [about.number]
    page = to_html(content)
    assert "About objective 1.1 as a whole" in page


def test_an_objective_about_which_nobody_asked_has_nothing(scene, measure):
    assert built(scene).priorities[0].objectives[0].scrutinised is None
    assert "as a whole" not in to_html(built(scene, number=2))


# -- what is not public


def not_held(scene):
    meeting = MeetingFactory(
        body=scene.board, held_on=FROZEN_ON - DAY, status="agenda_published"
    )
    return scene.business("Calls", meeting=meeting)


def behind_closed_doors(scene):
    body = BodyFactory(office=scene.office, name="Group", visibility="panel")
    meeting = MeetingFactory(body=body, held_on=HELD_ON, status="held")
    return scene.business("Calls", meeting=meeting)


def held_back(scene):
    return scene.business(
        "Calls", restriction=scene.restriction(), safe_title="A matter"
    )


PRIVATE = [not_held, behind_closed_doors, held_back, lambda scene: None]


@pytest.mark.parametrize("private", PRIVATE)
def test_what_nobody_could_hear_is_neither_told_nor_counted(scene, measure, private):
    item = private(scene)
    scene.answer(scene.ask(measure, item=item))
    scene.agree(measure, item=item)
    if item:
        scene.conclude(item)

    part = built(scene).part("1A")

    assert part.scrutinised.is_empty
    assert part.unasked_since == dt.date(2025, 11, 10)


@pytest.mark.parametrize("state", ["draft", "dropped"])
def test_a_question_that_was_not_asked_is_not_told(scene, measure, state):
    question = scene.ask(measure)
    Question.objects.filter(pk=question.pk).update(state=state, dropped_reason="x")
    scene.conclude()
    assert told(scene).is_empty


def test_what_also_concerns_a_measure_that_is_not_public_is_not_told(scene, measure):
    inside = scene.measure("1I", visibility="office")
    withheld = scene.measure("1W", restriction=scene.restriction())
    scene.state(withheld, {QUARTER: "61"})
    for other in (inside, withheld):
        scene.answer(scene.ask(measure, other))
        scene.agree(measure, other)
    scene.conclude()

    content = built(scene)

    assert content.part("1A").scrutinised.is_empty
    assert content.part("1W").scrutinised is None


def test_words_with_a_number_on_a_measure_that_hides_some_are_not_told(scene, measure):
    small = scene.measure("1C", is_sensitive=True)
    scene.state(small, {QUARTER - 1: (40, 71), QUARTER: (3, 71)})
    scene.ask(measure, small, text="What became of the three?")
    scene.agree(small, title="Look again at 3 cases")
    asked = scene.ask(small, text="Why is it not recorded?")
    scene.answer(asked, "It was 3.")

    content = built(scene)

    (told_of,) = content.part("1C").scrutinised.asked
    assert (told_of.number, told_of.answers) == (asked.number, ())
    assert content.part("1A").scrutinised.is_empty
    assert content.part("1C").scrutinised.agreed == ()


def planted(scene, measure):
    """Fifty strings in all that is beside what is public, and some of that."""
    left = iter(CANARIES)

    def words():
        return f"Why {next(left)}?"

    for private in PRIVATE[:3]:
        item = private(scene)
        item.title = words()
        item.note = words()
        item.save()
        question = scene.ask(measure, item=item, text=words())
        scene.answer(question, words(), evidence=words())
        scene.conclude(item, reason=words(), evidence=words(), gaps=words())
        scene.agree(measure, item=item, title=words(), owner_name=words())
    secret = scene.business(
        next(left), restriction=scene.restriction(), safe_title="A matter"
    )
    scene.ask(measure, text=f"Does {secret.title} go on?")
    scene.agree(measure, title=f"Report on {secret.title}")
    public = scene.ask(measure, text="How many are never found?", about=words())
    scene.answer(public, "One in nine.", evidence=words())
    scene.conclude(evidence=words(), gaps=words(), would_change=words())
    action = scene.agree(measure, detail=words(), evidence=words(), came_from=words())
    Action.objects.filter(pk=action.pk).update(
        owner_name=next(left), owner_email=f"{next(left)}@westmarch.example"
    )
    action.updates.create(text=words(), said_by=next(left), at=at(HELD_ON))
    scene.ask(measure, item=None, text=words())
    scene.agree(measure, item=None, title=words())
    scene.ask(measure, scene.measure("1I", visibility="office"), text=words())
    for _left in range(50):
        if (more := next(left, None)) is None:
            return
        scene.ask(measure, item=None, text=more)


def test_none_of_50_canaries_beside_what_is_public_is_in_an_edition(scene, measure):
    planted(scene, measure)

    content = built(scene)

    everything = to_bytes(content).decode() + to_html(content)
    for canary in CANARIES:
        assert canary not in everything, canary
    assert "How many are never found?" in everything
    assert "One in nine." in everything
    assert "Count suspects interviewed by appointment" in everything
    assert "Assistant Chief Constable Rowe" not in everything


# -- cost, and pages


@pytest.mark.parametrize("count", [2, 12])
def test_more_questions_and_actions_cost_no_more_queries(
    scene, measure, count, django_assert_num_queries
):
    objective = scene.objectives[0]
    for _each in range(count):
        item = scene.business("Calls")
        scene.answer(scene.ask(measure, item=item, objectives=[objective]))
        scene.conclude(item)
        action = scene.agree(measure, item=item)
        action.commitments.add(CommitmentFactory(objective=objective))
    edition = scene.edition()
    with django_assert_num_queries(31):
        build_edition(edition, frozen_on=FROZEN_ON)


def test_both_sides_stand_beside_each_other_and_the_chart_marks_them(scene, measure):
    scene.comment(measure, force_doing="A team starts.", concluded="I am not assured.")
    scene.answer(scene.ask(measure, text="How many are never found?"))
    scene.conclude()
    scene.agree(measure)

    page = to_html(built(scene))

    said, did = (
        page.index("What the force said"),
        page.index("asked, concluded and did"),
    )
    assert page.index('<div class="sides sides--two">') < said < did
    assert page.index("A team starts.") < page.index("One in nine.") < did
    assert (
        did < page.index("How many are never found?") < page.index("I am not assured.")
    )
    assert page.count("Below: 1 question asked and 1 action raised.") == 2
    assert '<div class="prompt prompt--pcc" id="p-1A.3">' in page
    key = "Circles below: questions asked. Squares below: actions raised."
    assert key in page


def test_the_pdf_is_accessible_and_keeps_the_commissioners_box_whole(
    scene, measure, tmp_path
):
    pdfua = pytest.importorskip("pdfua")
    sentence = "The night shift hands over in writing, and nobody reads it. " * 3
    scene.comment(measure, **dict.fromkeys(("happening", "why"), sentence))
    for _each in range(3):
        scene.answer(scene.ask(measure, text=sentence), sentence)
        scene.agree(measure, title=sentence[:90])
    scene.conclude(reason=sentence)
    content = built(scene)
    path = tmp_path / "edition.pdf"
    path.write_bytes(to_pdf(to_print_html(content, fingerprint(to_bytes(content)))))

    assert [str(finding) for finding in pdfua.validate(path).findings] == []
    heading = ["What", "the", "Commissioner", "asked,", "concluded", "and", "did"]
    (page,) = (each for each in pages_of(path.read_bytes()) if "Concluded" in each)
    assert all(word in page for word in heading)
    assert page.count("What the force said") == 1
    for number in (21, 23, 25):
        assert f"Question {number}" in page
        assert f"Action {number + 1}" in page


def test_a_red_measure_says_that_nobody_asked_and_a_green_one_says_nothing(scene):
    red, green = scene.measure("1A"), scene.measure("1B")
    scene.state(red, {QUARTER: "60"})
    scene.state(green, {QUARTER: "90"})

    page = to_html(built(scene))

    sentence = "No question was asked in public about this measure since"
    assert page.count(f"{sentence} 10 November 2025.") == 1
    assert "sides" not in page
    assert "What the force said" not in page
