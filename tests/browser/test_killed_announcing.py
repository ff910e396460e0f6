"""A worker killed and started again around the moment at which an edition is public."""

import email
import json
import re
import time
from collections import defaultdict

import pytest

from tests.browser.test_killed_worker import state_of, wait_until

SCENE = """
import datetime as dt, json
from django.utils import timezone
from opcc.core.models import User
from opcc.core.roles import Role
from reports.changes import editions
from reports.models import Subscriber
from tests.factories import UserFactory, person
from tests.reports.desk_scene import Scene
UserFactory.reset_sequence(User.objects.count())
scene = Scene(slug={slug!r})
for _each in range(20):
    person(scene.office, Role.PANEL_MEMBER)
until = timezone.now() + dt.timedelta(seconds={seconds})
edition = editions.embargo(edition=scene.approved(), until=until, by=scene.chief)
held = scene.office.role_holdings.select_related("user")
emails = [holding.user.email for holding in held]
for number in range(20):
    email = f"reader{{number}}@{slug}.example"
    now = timezone.now()
    Subscriber.objects.create(
        office=scene.office, email=email, asked_at=now, confirmed_at=now
    )
    emails.append(email)
print(json.dumps([edition.pk, until.timestamp(), emails]))
"""

AHEAD = 6
"""Seconds until the moment: more than it takes to tell the scene."""

UNSENT = """
SELECT count(*) FROM reports_letter letter
  JOIN reports_announcement announcement ON announcement.id = announcement_id
  JOIN reports_publication publication ON publication.id = publication_id
  JOIN core_office office ON office.id = publication.office_id
 WHERE office.slug = ? AND sent_at IS NULL
"""

PUBLICATIONS = """
SELECT count(*) FROM reports_publication publication
  JOIN core_office office ON office.id = publication.office_id WHERE office.slug = ?
"""

ANNOUNCEMENTS = """
SELECT count(*) FROM reports_announcement announcement
  JOIN reports_publication publication ON publication.id = publication_id
  JOIN core_office office ON office.id = publication.office_id WHERE office.slug = ?
"""


@pytest.mark.parametrize("after", [-0.5, 0.5, 1.0, 1.5])
def test_it_is_published_once_and_each_person_is_told_once(served, after):
    """``after`` is how many seconds after the moment the worker is killed."""
    slug = f"moment-{int((after + 1) * 10)}"
    script = SCENE.format(slug=slug, seconds=AHEAD)
    said = served.manage("shell", "-v", "0", "-c", script)
    edition, moment, emails = json.loads(said.strip().splitlines()[-1])

    time.sleep(max(0, moment + after - time.time()))
    served.kill("worker")
    served.start_worker()
    wait_until(lambda: state_of(served, edition)[0] == "published")
    wait_until(lambda: served.ask(ANNOUNCEMENTS, slug) == [(1,)])
    wait_until(lambda: served.ask(UNSENT, slug) == [(0,)])

    assert served.ask(PUBLICATIONS, slug) == [(1,)]
    told = letters_to(served, emails)
    assert sorted(told) == sorted(emails)
    assert {len(idents) for idents in told.values()} == {1}


def letters_to(served, emails):
    """The Message-IDs that reached each address: a mail system keeps one of each."""
    told = defaultdict(set)
    for message in messages(served):
        if message["To"] in emails:
            told[message["To"]].add(message["Message-ID"])
    return told


def messages(served):
    """Every message that the mail server took."""
    for file in (served.folder / "mail").glob("*.log"):
        for text in re.split(r"^-{79}$", file.read_text(), flags=re.MULTILINE):
            message = email.message_from_string(text.strip())
            if message["Message-ID"]:  # the end of a file is none
                yield message
