"""An office puts its report together: its own order, its own words, who reads what."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from opcc.core.models import AuditLine
from opcc.core.moves import MoveRefused, WrittenMeanwhile
from reports.build import build_edition
from reports.build.blockers import blockers
from reports.changes import parts
from reports.domain.composition import BY_NAME
from reports.models import Edition, EditionPart
from tests.reports.composing import add, move, order, part_of
from tests.reports.desk_scene import AS_AT, BEFORE, Scene, fresh
from tests.reports.small_scene import SmallScene
from tests.reports.test_desk import seen, sent, url

STANDARD = list(BY_NAME)


@pytest.fixture
def scene():
    return Scene()


@pytest.fixture
def draft(scene):
    return scene.draft()


def built(edition):
    return build_edition(fresh(edition), frozen_on=AS_AT)


def in_the_way(edition):
    return blockers(Edition.objects.get(pk=edition.pk), on=AS_AT)


def audited(edition):
    lines = AuditLine.objects.filter(
        subject_kind="reports.Edition", subject_id=str(edition.pk)
    )
    return [line.verb for line in lines.order_by("number")][1:]


def test_an_edition_that_nobody_put_together_has_the_standard_order(draft):
    assert order(draft) == []
    assert built(draft).composition == ()


def test_words_of_the_offices_own_stand_after_the_part_that_was_named(scene, draft):
    add(draft, scene.builder, after="glance")
    add(draft, scene.builder, heading="First of all", after="")

    assert order(draft) == ["text-2", "changed", "glance", "text-1", *STANDARD[2:]]
    first, *_rest, last = built(draft).composition
    assert (first.name, first.heading) == ("text-2", "First of all")
    assert last.name == "contacts"
    assert audited(draft) == ["add text", "add text"]


def test_a_part_moves_up_and_down_and_the_log_says_from_where(scene, draft):
    move(draft, "commitments", -1, scene.builder)

    assert order(draft)[2:5] == ["scorecard", "commitments", "measures"]
    line = AuditLine.objects.get(verb="move part")
    assert line.before["order"][3:5] == ["The measures in full", "Commitments"]
    assert line.after["order"][3:5] == ["Commitments", "The measures in full"]
    assert line.after["part"] == "Commitments"


def test_a_part_is_not_moved_on_a_list_that_somebody_changed_meanwhile(scene, draft):
    move(draft, "notes", -1, scene.builder)

    with pytest.raises(MoveRefused, match="Somebody else changed the parts meanwhile"):
        parts.move(edition=draft, name="notes", step=-1, seen=0, by=scene.builder)


def test_two_people_who_write_one_text_both_see_what_the_other_wrote(scene, draft):
    text = add(draft, scene.builder)
    mine, theirs = part_of(draft, text.name), part_of(draft, text.name)
    theirs.text = "They asked for less."
    parts.change(part=theirs, based_on=0, by=scene.builder)

    mine.text = "They asked for much."
    with pytest.raises(WrittenMeanwhile) as refusal:
        parts.change(part=mine, based_on=0, by=scene.builder)

    assert refusal.value.theirs.text == "They asked for less."
    parts.change(part=mine, based_on=1, by=scene.builder)
    assert part_of(draft, text.name).text == "They asked for much."


@pytest.mark.parametrize("name", ["scorecard", "measures", "notes"])
def test_what_positions_rest_on_is_neither_left_out_nor_kept_from_anybody(
    scene, draft, name
):
    with pytest.raises(MoveRefused, match="stays in, for every reader"):
        parts.leave_out(edition=draft, name=name, by=scene.builder)
    move(draft, "changed", 1, scene.builder)
    above = part_of(draft, name)
    above.audience = "panel"
    with pytest.raises(MoveRefused, match="stays in, for every reader"):
        parts.change(part=above, based_on=0, by=scene.builder)
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionPart.objects.filter(pk=above.pk).update(audience="office")


def test_what_is_left_out_is_nowhere_in_the_content_and_comes_back_as_it_was(
    scene, draft
):
    text = add(draft, scene.builder, after="changed")
    for name in ("glossary", "contacts", text.name):
        parts.leave_out(edition=draft, name=name, by=scene.builder)

    content = built(draft)
    assert {"glossary", "contacts", "text-1"}.isdisjoint(order(draft))
    assert content.glossary == ()
    assert content.cover.contacts == ""
    for name in ("glossary", "contacts", text.name):
        parts.put_back(edition=draft, name=name, by=scene.builder)
    assert order(draft) == [*STANDARD[:-1], "text-1", "contacts"]
    assert built(draft).glossary
    assert part_of(draft, "text-1").text == "People **asked** for more."
    assert audited(draft)[1:] == ["leave out"] * 3 + ["put back"] * 3


def test_a_part_kept_from_the_public_is_nowhere_in_the_public_content(scene, draft):
    move(draft, "notes", -1, scene.builder)
    words = part_of(draft, "glossary")
    words.audience = "panel"
    parts.change(part=words, based_on=0, by=scene.builder)

    content = built(draft)

    assert "glossary" not in [part.name for part in content.composition]
    assert content.glossary == ()


def test_back_to_the_standard_order_keeps_texts_and_nothing_else(scene, draft):
    add(draft, scene.builder, after="")
    move(draft, "notes", -1, scene.builder)
    parts.leave_out(edition=draft, name="glossary", by=scene.builder)

    parts.standard_order(edition=draft, by=scene.builder)

    assert order(draft) == [*STANDARD[:-1], "text-1", "contacts"]
    parts.remove_text(edition=draft, name="text-1", by=scene.builder)
    parts.standard_order(edition=draft, by=scene.builder)
    assert built(draft).composition == ()
    taken_out = AuditLine.objects.get(verb="take out text")
    assert taken_out.before["text"] == "People **asked** for more."


def test_only_words_of_the_offices_own_are_taken_out_for_good(scene, draft):
    with pytest.raises(MoveRefused, match="Only words of your own"):
        parts.remove_text(edition=draft, name="glossary", by=scene.builder)


def test_a_text_without_a_heading_is_refused(scene, draft):
    with pytest.raises(ValidationError, match="Give it a heading"):
        add(draft, scene.builder, heading="")


def test_nothing_is_put_together_once_the_freeze_is_asked_for(scene):
    frozen = scene.kept()

    with pytest.raises(MoveRefused, match="return it to draft first"):
        add(frozen, scene.builder)
    with pytest.raises(MoveRefused, match="return it to draft first"):
        move(frozen, "notes", -1, scene.builder)


def test_whoever_puts_a_report_together_builds_it(scene, draft):
    move(draft, "notes", -1, scene.chief)

    assert fresh(draft).built_by == scene.chief


def test_the_next_edition_begins_as_the_last_with_its_texts_unwritten():
    scene = SmallScene()
    last = scene.draft_of(BEFORE)
    add(last, scene.builder, after="glance", audience="panel", new_page=True)
    move(last, "commitments", -1, scene.builder)

    new = scene.draft()

    assert order(new) == order(last)
    text = part_of(new, "text-1")
    assert (text.heading, text.text) == ("What we heard", "")
    assert (text.audience, text.new_page) == ("panel", True)
    started = AuditLine.objects.filter(verb="start").order_by("number").last()
    assert "What we heard" in started.after["parts"]


def test_another_edition_of_the_same_quarter_keeps_the_words_as_well(scene, draft):
    add(draft, scene.builder)

    assert part_of(scene.draft(), "text-1").text == "People **asked** for more."


def test_an_empty_text_stops_the_edition_and_says_where_it_is_written(scene, draft):
    add(draft, scene.builder, text="  ")

    (found,) = (each for each in in_the_way(draft) if each.is_error)

    assert found.text == "“What we heard” is empty: write it, or leave it out."
    assert (found.view, found.args) == ("reports:part", (draft.pk, "text-1"))
    parts.leave_out(edition=draft, name="text-1", by=scene.builder)
    assert not [each for each in in_the_way(draft) if each.is_error]


def test_what_a_report_does_by_itself_is_taken_out_and_said(scene, draft):
    typed = "# Big\n\n1. first\n2. second\n\n<script>x</script>Yes ![p](q.png)"
    add(draft, scene.builder, text=typed)

    (found,) = (each for each in in_the_way(draft) if "printed without" in each.text)

    assert not found.is_error
    assert "a heading's mark: # Big" in found.text
    assert "HTML: <script>x</script>" in found.text
    (part,) = (each for each in built(draft).composition if each.name == "text-1")
    assert part.text == "Big\n\n1. first\n2. second\n\nYes "


@pytest.mark.parametrize(
    ("audience", "stops"), [("public", True), ("panel", True), ("office", False)]
)
def test_a_hidden_figure_in_the_offices_own_words_stops_the_edition(
    client, audience, stops
):
    scene = SmallScene()
    draft = scene.draft()
    add(draft, scene.builder, text="Only 3 were harmed twice.", audience=audience)

    errors = [each for each in in_the_way(draft) if each.is_error]

    said = "1G: “What we heard” says 3, which is the hidden figure for July to"
    assert [each.text.startswith(said) for each in errors] == [True] * stops
    if stops:
        args = ("confirm", draft.pk, "1G", "text-1")
        page = seen(client, scene, scene.builder, *args)
        assert url(scene, "part", draft.pk, "text-1") in page
        sent(client, scene, scene.builder, *args, reason="Teams, not children.")
        assert not [each for each in in_the_way(draft) if each.is_error]


def test_a_hidden_figure_in_the_heading_of_such_words_is_found_as_well(scene):
    scene = SmallScene()
    draft = scene.draft()
    add(draft, scene.builder, heading="Three children", text="Harmed twice.")

    assert [
        each for each in in_the_way(draft) if "“Three children” says 3" in each.text
    ]


def test_the_page_says_what_the_standard_order_is_for_and_lists_the_parts(
    client, scene, draft
):
    page = seen(client, scene, scene.builder, "composition", draft.pk)

    assert "The parts stand in the standard order" in page
    places = [page.index(f'id="part-{name}"') for name in STANDARD]
    assert places == sorted(places)
    assert 'id="up-changed"' not in page
    assert 'id="down-glossary"' not in page
    assert 'id="up-contacts"' not in page
    assert url(scene, "part-leave-out", draft.pk, "scorecard") not in page
    assert url(scene, "part-leave-out", draft.pk, "glance") in page


def test_who_may_not_build_editions_reads_the_page_and_changes_nothing(
    client, scene, draft
):
    page = seen(client, scene, scene.chief, "composition", draft.pk)

    assert "The measures in full" in page
    assert url(scene, "part-add", draft.pk) not in page
    assert 'name="step"' not in page
    assert client.post(url(scene, "parts-standard", draft.pk)).status_code == 403


def test_the_button_that_moved_a_part_is_ready_to_be_pressed_again(
    client, scene, draft
):
    client.force_login(scene.builder)
    where = url(scene, "composition", draft.pk)

    def press(name, step):
        seen = fresh(draft).parts_revision
        given = {"step": step, "seen": seen}
        return client.post(url(scene, "part-move", draft.pk, name), given)["Location"]

    assert press("scorecard", -1) == f"{where}#up-scorecard"
    assert press("scorecard", -1) == f"{where}#down-scorecard"  # it is the first now
    assert press("scorecard", 1) == f"{where}#down-scorecard"


def test_a_text_is_written_previewed_left_out_put_back_and_taken_out(
    client, scene, draft
):
    def send(name, *args, **given):
        return sent(client, scene, scene.builder, name, draft.pk, *args, **given)

    given = {"heading": "What we heard", "audience": "panel", "after": "glance"}
    given |= {"text": "# Loud\n\nMuch.", "based_on": 0}
    page = send("part-add", preview="1", **given)
    assert "<p>Loud</p>" in page
    assert "a heading&#x27;s mark: # Loud" in page
    assert order(draft) == []

    page = send("part-add", **given)
    assert "The text is added." in page
    assert "It is printed without this" in page
    assert "The panel and the office" in page
    page = send("part", "text-1", **given | {"text": "Less.", "new_page": "on"})
    assert "The part is changed." in page
    assert "New page" in page
    assert "It is left out." in send("part-leave-out", "text-1")
    assert "It is put back." in send("part-put-back", "text-1")
    send("part-leave-out", "text-1")
    assert "taken out for good" in send("part-remove", "text-1")
    assert "in the standard order again" in send("parts-standard")


def test_both_texts_are_shown_where_somebody_saved_meanwhile(client, scene, draft):
    add(draft, scene.builder, text="Theirs.")
    parts.change(part=part_of(draft, "text-1"), based_on=0, by=scene.builder)
    given = {"heading": "What we heard", "audience": "public", "text": "Mine."}

    page = sent(
        client, scene, scene.builder, "part", draft.pk, "text-1", based_on=0, **given
    )

    assert "Somebody else saved this while you wrote" in page
    assert "Theirs." in page and "Mine." in page


def test_a_part_is_asked_only_what_may_be_chosen_of_it(client, scene, draft):
    page = seen(client, scene, scene.builder, "part", draft.pk, "notes")
    assert 'name="new_page"' in page
    assert 'name="audience"' not in page
    page = seen(client, scene, scene.builder, "part", draft.pk, "glossary")
    assert 'name="audience"' in page
    assert 'name="text"' not in page


def test_a_part_that_is_none_is_not_found(client, scene, draft):
    client.force_login(scene.builder)

    assert client.get(url(scene, "part", draft.pk, "weather")).status_code == 404
    page = sent(client, scene, scene.builder, "part-leave-out", draft.pk, "text-9")
    assert "taken out of the report by now" in page


def test_a_long_composition_costs_no_more_queries(
    client, scene, draft, django_assert_max_num_queries
):
    for number in range(12):
        add(draft, scene.builder, heading=f"Text {number}")
    client.force_login(scene.builder)
    client.get(url(scene, "composition", draft.pk))

    with django_assert_max_num_queries(7):
        client.get(url(scene, "composition", draft.pk))
