"""A reader asks to be told, confirms, is told once, and leaves."""

import re
import time

from tests.browser.test_killed_announcing import AHEAD, messages
from tests.browser.test_killed_worker import wait_until
from tests.browser.visitor import Visitor

READER = "reader@telling.example"

SUBSCRIBERS = (
    "SELECT email, confirmed_at IS NULL FROM reports_subscriber WHERE email = ?"
)

OFFICE = """
from opcc.core.models import User
from opcc.core.roles import Role
from tests.factories import OfficeFactory, UserFactory, person
UserFactory.reset_sequence(User.objects.count())
office = OfficeFactory(slug="telling")
for _each in range(20):
    person(office, Role.PANEL_MEMBER)
"""

PUBLISH = """
import datetime as dt
from django.utils import timezone
from opcc.core.models import Office, User
from tests.factories.publications import PublicationFactory
moment = timezone.now() + dt.timedelta(seconds={seconds})
PublicationFactory(
    office=Office.objects.get(slug="telling"),
    made_by=User.objects.first(),
    document__frozen_by=User.objects.first(),
    number={number},
    slug="report-{number}",
    sealed="{number}" * 64,
    public_from=moment,
)
print(moment.timestamp())
"""


def publish(served, *, number, seconds):
    """The moment at which a new publication is public, some seconds from now."""
    script = PUBLISH.format(number=number, seconds=seconds)
    return float(served.manage("shell", "-v", "0", "-c", script).split()[-1])


def subjects(served):
    """What reached the reader, each message once: by its ID, as a mail system does."""
    return {each["Message-ID"]: each["Subject"] for each in to_reader(served)}


def to_reader(served):
    return [each for each in messages(served) if each["To"] == READER]


def link_in(message):
    """The path of the link to these pages in a message's plain words."""
    plain = message.get_payload(0).get_payload(decode=True).decode()
    return re.search(r"/telling/subscribe/\S+", plain)[0]


def news(served):
    return [each for each in to_reader(served) if "Published by" in each["Subject"]]


def test_a_reader_subscribes_confirms_is_told_once_and_leaves(served, visit):
    served.manage("shell", "-v", "0", "-c", OFFICE)
    reader = Visitor(visit(width=360))
    reader.go("/telling/")
    reader.follow("Be told by email when something is published")
    reader.fill(Your_email_address="Reader@Telling.example")
    reader.press("Tell me by email")
    reader.reads("We have written to the address that you gave.")
    wait_until(lambda: to_reader(served))
    assert served.ask(SUBSCRIBERS, READER) == [(READER, 1)]

    (asked,) = to_reader(served)
    reader.go(link_in(asked))
    assert served.ask(SUBSCRIBERS, READER) == [(READER, 1)]
    reader.press("Yes, tell me")
    reader.reads("writes to you when it next publishes something")
    assert served.ask(SUBSCRIBERS, READER) == [(READER, 0)]

    moment = publish(served, number=1, seconds=AHEAD)
    time.sleep(max(0, moment + 0.5 - time.time()))
    served.kill("worker")
    served.start_worker()
    wait_until(lambda: news(served))
    time.sleep(AHEAD)  # longer than a lease lasts: a second would have come
    assert len({each["Message-ID"] for each in news(served)}) == 1

    reader.go(link_in(news(served)[0]))
    reader.press("Tell me no more")
    reader.reads("does not hold the address any more")
    assert served.ask(SUBSCRIBERS, READER) == []
    before = subjects(served)
    publish(served, number=2, seconds=0)
    wait_until(lambda: told_of_later(served))
    assert subjects(served) == before
    assert len(before) == 2
    assert reader.amiss == []


def told_of_later(served):
    """Whether anybody was told of what was published after the reader had left."""
    return any("<" + "2" * 32 in each["Message-ID"] for each in messages(served))
