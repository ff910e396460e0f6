"""The ledger: nothing in it changes, and whatever does is named."""

import datetime as dt
import hashlib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import ProtectedError

from measures.models import Measure, MeasureVersion, Observation, Target
from opcc.core.models import Appointment, AuditLine, Office, Organisation, User
from opcc.core.moves import MoveRefused
from plans.models import Commitment, Objective, PlanVersion, Priority
from reports.changes import plans, publications
from reports.models import Correction, Document, Edition, Publication, Rendering
from scrutiny.models import Body, Meeting
from tests.factories import CommitmentFactory, PlanVersionFactory
from tests.reports.desk_scene import Scene


def verified(**options) -> str:
    said = StringIO()
    call_command("verify_publications", stdout=said, **options)
    return said.getvalue().strip()


def written_over(sql, *values):
    """As somebody with the database in their hands would do it."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def bytes_stored():
    return {
        "content": dict(Document.objects.values_list("pk", "content")),
        "drawn": dict(Rendering.objects.values_list("pk", "body")),
        "seals": dict(Publication.objects.values_list("pk", "sealed")),
    }


def test_what_is_published_is_neither_changed_nor_deleted():
    scene = Scene()
    publication = scene.published().publication
    correction = publications.correct(
        publication=publication, by=scene.chief, severity="minor", text="A slip."
    )
    drawn = publication.document.renderings.first()

    for row in (publication, publication.document, drawn, correction):
        with pytest.raises(TypeError, match="never changed"):
            row.save()
        with pytest.raises(TypeError, match="never deleted"):
            row.delete()
    for rows in (Document.objects, Rendering.objects, Correction.objects):
        with pytest.raises(TypeError, match="never changed"):
            rows.update(pk=1)
        with pytest.raises(TypeError, match="never deleted"):
            rows.all().delete()
    with pytest.raises(TypeError, match="never deleted"):
        Publication.objects.all().delete()
    with pytest.raises(ProtectedError):
        Edition.objects.get().meeting.delete()


def test_entries_are_numbered_and_sealed_one_after_the_other():
    scene = Scene()
    first = scene.published().publication
    second = scene.published().publication

    assert (first.number, second.number) == (1, 2)
    assert first.sealed == publications.seal(first, previous="")
    assert second.sealed == publications.seal(second, previous=first.sealed)
    assert second.sealed != publications.seal(second, previous="")


def test_an_untouched_ledger_is_as_it_was_published():
    scene = Scene()
    scene.published()
    other = Scene()
    other.published()

    assert verified() == "2 publications, 6 renderings: all as published"
    assert (
        verified(office=other.office.slug)
        == "1 publications, 3 renderings: all as published"
    )


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        (
            "UPDATE reports_rendering SET body = %s WHERE format = 'pdf'",
            "Quarter 2, 2026/27, edition 1 pdf (rendering ",
        ),
        (
            "UPDATE reports_document SET content = %s",
            "Quarter 2, 2026/27, edition 1 (document ",
        ),
    ],
)
def test_one_byte_changed_is_found_and_named(sql, named):
    publication = Scene().published().publication
    body = bytes(publication.document.renderings.get(format="pdf").body)
    written_over(sql, body[:-1] + b"X")

    with pytest.raises(CommandError) as found:
        verified()
    assert found.value.returncode == 1
    assert named in str(found.value)


def test_a_forged_hash_does_not_hide_a_changed_drawing():
    Scene().published()
    forged = b"forged"
    written_over(
        "UPDATE reports_rendering SET body = %s, size = 6, sha256 = %s "
        "WHERE format = 'pdf'",
        forged,
        hashlib.sha256(forged).hexdigest(),
    )

    with pytest.raises(CommandError, match="its entry was changed"):
        verified()


def test_an_entry_that_is_taken_out_leaves_a_gap():
    scene = Scene()
    first = scene.published()
    scene.published()
    Edition.objects.filter(pk=first.pk).update(publication=None, state="approved")
    written_over("UPDATE reports_publication SET superseded_by_id = NULL")
    written_over("DELETE FROM reports_passage")
    written_over("DELETE FROM reports_publication WHERE number = 1")

    with pytest.raises(CommandError, match="1 is missing"):
        verified()


def test_a_changed_title_breaks_the_seal():
    Scene().published()
    Publication.objects.update(title="Another title")

    with pytest.raises(CommandError, match="its entry was changed"):
        verified()


def test_whatever_changes_afterwards_what_was_published_stays():
    scene = Scene()
    CommitmentFactory(objective=scene.objective)
    scene.published(scene.frozen())
    plans.publish_plan(version=scene.plan, by=scene.chief)
    before = bytes_stored()

    change_everything(scene)

    assert bytes_stored() == before
    assert verified().startswith("2 publications, ")


def change_everything(scene):
    Office.objects.update(
        name="Renamed", short_name="R", accent="#000000", contact="Nobody"
    )
    Organisation.objects.filter(pk=scene.office.force_id).update(name="Other Police")
    User.objects.update(name="Somebody Else")
    Appointment.objects.update(holder_name="Somebody Else")
    PlanVersion.objects.update(title="Another plan", introduction="Other words")
    Priority.objects.update(title="Reworded")
    Objective.objects.update(title="Reworded")
    Commitment.objects.update(title="Reworded", status="delivered")
    Measure.objects.update(state="retired", retired_on=dt.date(2026, 1, 1))
    MeasureVersion.objects.update(name="Renamed", decimals=3)
    Observation.objects.update(value="1")
    written_over("UPDATE measures_target SET value = 1")
    assert Target.objects.get().value == 1
    Body.objects.update(name="Another body")
    Meeting.objects.update(held_on=dt.date(2027, 1, 8))
    Edition.objects.update(title="Another title", standfirst="Other words")


def test_a_correction_stands_beside_and_changes_no_byte():
    scene = Scene()
    publication = scene.published().publication
    before = bytes_stored()

    correction = publications.correct(
        publication=publication,
        by=scene.builder,
        severity="figure",
        measure_code="1A",
        text="82.0% is 81.0%.",
    )

    assert correction.number == 1
    assert bytes_stored() == before
    assert Publication.objects.get().stamp == publication.stamp + 1
    assert AuditLine.objects.get(verb="correct").after["text"] == "82.0% is 81.0%."
    assert verified().endswith("all as published")


def test_an_issued_plan_is_published_and_supersedes_the_one_before():
    scene = Scene()
    first = plans.publish_plan(version=scene.plan, by=scene.chief)
    PlanVersion.objects.update(status="superseded", in_force_to=dt.date(2026, 3, 31))
    new = PlanVersionFactory(
        office=scene.office, number=2, in_force_from=dt.date(2026, 4, 1)
    )

    second = plans.publish_plan(version=new, by=scene.commissioner)

    assert (first.slug, second.slug) == (
        "police-and-crime-plan-2024-to-2028",
        "police-and-crime-plan-2024-to-2028-issue-2",
    )
    assert Publication.objects.get(pk=first.pk).superseded_by == second
    assert list(Publication.objects.plans().current()) == [second]
    assert {r.format for r in second.document.renderings.all()} >= {"html", "pdf"}


@pytest.mark.parametrize("status", ["draft", "consultation", "with_panel"])
def test_a_plan_that_is_not_issued_is_not_published(status):
    scene = Scene()
    plan = PlanVersionFactory(office=scene.office, number=2, status=status)

    with pytest.raises(MoveRefused, match="it has to be issued"):
        plans.publish_plan(version=plan, by=scene.chief)


def test_a_plan_is_published_once():
    scene = Scene()
    plans.publish_plan(version=scene.plan, by=scene.chief)

    with pytest.raises(MoveRefused, match="published already"):
        plans.publish_plan(version=scene.plan, by=scene.chief)
