"""Calendar files, read back by the icalendar library."""

import datetime as dt
from zoneinfo import ZoneInfo

from icalendar import Calendar

from scrutiny.domain.calendars import Entry, to_ics

AT = dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC)
LONDON = ZoneInfo("Europe/London")


def events(*entries):
    return Calendar.from_ical(to_ics("Westmarch", entries, at=AT)).walk("VEVENT")


def test_a_meeting_in_summer_is_an_hour_earlier_in_utc():
    starts = dt.datetime(2026, 7, 14, 14, tzinfo=LONDON)

    (event,) = events(Entry("m1", starts, "Board", minutes=85, place="County Hall"))

    # 14:00 British Summer Time is 13:00; 85 minutes later it is 14:25.
    assert event.decoded("dtstart") == dt.datetime(2026, 7, 14, 13, tzinfo=dt.UTC)
    assert event.decoded("dtend") == dt.datetime(2026, 7, 14, 14, 25, tzinfo=dt.UTC)
    assert (event["summary"], event["location"]) == ("Board", "County Hall")


def test_what_has_no_time_takes_the_whole_day():
    (event,) = events(Entry("a1", dt.date(2026, 12, 18), "Action due"))

    assert event.decoded("dtstart") == dt.date(2026, 12, 18)
    assert event.decoded("dtend") == dt.date(2026, 12, 19)


def test_a_cancelled_meeting_says_so_under_the_same_uid():
    cancelled = Entry("m1", dt.date(2026, 12, 4), "Board", is_cancelled=True)

    (event,) = events(cancelled)

    assert (event["uid"], event["status"]) == ("m1", "CANCELLED")


def test_words_with_commas_and_lines_come_back_as_they_were():
    title = "Board; Wards A, B\nand C " + "ŵ" * 80

    (event,) = events(Entry("m1", dt.date(2026, 12, 4), title))

    assert event["summary"] == title
