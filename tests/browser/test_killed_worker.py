"""What a killed process leaves behind: the state before, or the state after."""

import json
import threading
import time
from contextlib import suppress

import pytest

from tests.browser.conftest import PASSWORD, playwright_api

DRAWING = 2
"""The freeze step in which the pages are drawn, which takes the longest."""

MEASURES = 30
SECONDS = 90

DOCUMENTS = """
SELECT count(*) FROM reports_document
  JOIN core_office office ON office.id = office_id WHERE office.slug = ?
"""

SCENE = """
import json
from opcc.core.models import User
from tests.factories import UserFactory
from tests.reports.desk_scene import Scene
UserFactory.reset_sequence(User.objects.count())
scene = Scene(slug={slug!r})
for number in range({measures}):
    scene.add_measure(f"M{{number}}", "82")
for user in (scene.builder, scene.chief, scene.commissioner):
    user.set_password({password!r})
    user.save()
editions = [{editions} for _each in range({count})]
print(json.dumps([scene.builder.email, scene.chief.email, [e.pk for e in editions]]))
"""


@pytest.fixture
def told(served):
    """Tells an office into the served database: who builds, who publishes, what."""

    def telling(slug, editions, *, count=1, measures=0):
        facts = {"slug": slug, "measures": measures, "count": count}
        script = SCENE.format(**facts, editions=editions, password=PASSWORD)
        said = served.manage("shell", "-v", "0", "-c", script)
        return json.loads(said.strip().splitlines()[-1])

    return telling


def test_a_freeze_is_done_once_though_its_worker_is_killed(served, told, visit):
    builder, _chief, [edition] = told("killed", "scene.draft()", measures=MEASURES)
    page = visit(builder)
    page.goto(f"/killed/desk/reports/{edition}/freeze/")
    page.get_by_role("button", name="Freeze", exact=True).click()
    wait_until(lambda: freeze_step(served, edition) == DRAWING)
    served.kill("worker")
    assert state_of(served, edition) == ("draft", None)
    served.start_worker()
    page.get_by_text("The edition is frozen").wait_for(timeout=SECONDS * 1000)
    state, _publication = state_of(served, edition)
    assert state == "frozen"
    [[kept]] = served.ask(DOCUMENTS, "killed")
    assert kept == 1


@pytest.mark.parametrize("after", [0.0, 0.03, 0.1, 0.3])
def test_a_killed_server_leaves_an_edition_approved_or_published(
    served, told, visit, after
):
    """``after`` is how many seconds after the button is pressed."""
    slug = f"cut-{int(after * 100)}"
    _builder, chief, [edition] = told(slug, "scene.approved()")
    page = visit(chief)
    page.goto(f"/{slug}/desk/reports/{edition}/publish/")
    kill = threading.Timer(after, served.kill, ["web"])
    press = page.get_by_role("button", name="Publish now", exact=True)
    kill.start()
    with suppress(playwright_api.Error):  # the answer may not have come
        press.click(timeout=3_000)
    kill.join()
    served.start_web()
    state, publication = state_of(served, edition)
    assert (state, publication is not None) in {
        ("approved", False),
        ("published", True),
    }
    page.goto(f"/{slug}/desk/reports/{edition}/")
    if state == "approved":
        page.get_by_role("link", name="Publish now").click()
        page.get_by_role("button", name="Publish now", exact=True).click()
    page.get_by_text("Number 1 of the ledger").wait_for()
    served.manage("verify_publications")


def freeze_step(served, edition):
    [[step]] = served.ask(
        "SELECT freeze_step FROM reports_edition WHERE id = ?", edition
    )
    return step


def state_of(served, edition):
    """Its state, and its publication's key."""
    sql = "SELECT state, publication_id FROM reports_edition WHERE id = ?"
    [row] = served.ask(sql, edition)
    return row


def wait_until(is_so):
    until = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < until, "It took too long."
        time.sleep(0.02)
