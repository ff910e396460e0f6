"""One cell at a time: numbers, symbols, statuses, dates and names."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.domain.series import Symbol
from measures.domain.sheet import neutralised, normalise
from measures.domain.sheet.dates import between, day, starting_or_ending, when
from measures.domain.sheet.numbers import number, status
from measures.domain.sheet.texts import Refused, cleaned, restored
from opcc.core.periods import Period, PeriodKind

# -- numbers


@pytest.mark.parametrize(
    ("text", "value", "decimals", "unit"),
    [
        ("7", "7", 0, ""),
        ("1,234", "1234", 0, ""),
        ("12,345,678.90", "12345678.90", 2, ""),
        ("-5", "-5", 0, ""),
        ("−5", "-5", 0, ""),
        ("+5", "5", 0, ""),
        (".5", "0.5", 1, ""),
        (" 78.5 % ", "78.5", 1, "%"),
        ("£1,000", "1000", 0, "£"),
        ("-£3.20", "-3.20", 2, "£"),
        ("£-3.20", "-3.20", 2, "£"),
    ],
)
def test_a_number_is_read_with_its_decimals_and_its_unit(text, value, decimals, unit):
    found = number(text)

    assert (found.value, found.decimals, found.unit) == (
        Decimal(value),
        decimals,
        unit,
    )


@pytest.mark.parametrize(
    "text",
    [
        "12,34",
        "1,2345",
        "1 234",
        "1.2.3",
        "1e5",
        "NaN",
        "inf",
        "-inf",
        "٣",
        "5-",
        "--5",
        "(5)",
        "0x1f",
        "1_000",
        "5.",
        "[b]",
        "+A1",
        "@5",
        "True",
        "12,5",
    ],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Refused) as refusal:
        number(text)

    assert refusal.value.code == "not_a_number"


@pytest.mark.parametrize(
    ("text", "marks"),
    [("12 (p)", "p"), ("12[p]", "p"), ("12 [R]", "r"), ("12 [p] [e]", "pe")],
)
def test_marks_stand_beside_a_number(text, marks):
    assert number(text).value == 12
    assert number(text).marks == set(marks)


@pytest.mark.parametrize(
    ("text", "symbol"),
    [(text, Symbol.NOT_AVAILABLE) for text in ["", " ", "n/a", "NA", "-", "–", ".."]]
    + [(text, Symbol.NOT_AVAILABLE) for text in ["Not available", "NULL", "[x]"]]
    + [(text, Symbol.SUPPRESSED) for text in ["*", "<5", "< 5", "c", "[c]", "S"]]
    + [("[z]", Symbol.NOT_APPLICABLE), ("[w]", Symbol.WITHHELD)],
)
def test_a_symbol_is_read_where_there_is_no_number(text, symbol):
    assert (number(text).value, number(text).symbol) == (None, symbol)


@pytest.mark.parametrize("text", ["#DIV/0!", "#N/A", "#REF!", "#NAME?", "####"])
def test_a_spreadsheets_error_is_not_missing_data(text):
    with pytest.raises(Refused) as refusal:
        number(text)

    assert refusal.value.code == "excel_error"


def test_a_formula_is_not_a_value():
    with pytest.raises(Refused) as refusal:
        number("=1+1")

    assert refusal.value.code == "formula"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_a_number_printed_with_commas_is_read_back(value):
    assert number(f"{value:,}").value == value


# -- statuses


@pytest.mark.parametrize(
    ("text", "marks", "symbol"),
    [
        ("", set(), None),
        ("Provisional", {"p"}, None),
        ("[p] [r]", {"p", "r"}, None),
        ("revised, estimated", {"r", "e"}, None),
        ("Final", {"final"}, None),
        ("withheld", set(), Symbol.WITHHELD),
        ("[c]", set(), Symbol.SUPPRESSED),
    ],
)
def test_a_status_is_read_as_a_word_or_a_mark(text, marks, symbol):
    assert (status(text).marks, status(text).symbol) == (marks, symbol)


def test_a_status_that_is_not_known_is_refused():
    with pytest.raises(Refused) as refusal:
        status("guessed")

    assert refusal.value.code == "bad_text"


# -- dates


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-04-30", Period.day(dt.date(2026, 4, 30))),
        ("30/04/2026", Period.day(dt.date(2026, 4, 30))),
        ("3/4/2026", Period.day(dt.date(2026, 4, 3))),
        ("30 April 2026", Period.day(dt.date(2026, 4, 30))),
        ("1 Sept 2026", Period.day(dt.date(2026, 9, 1))),
        ("April 2026", Period.month(2026, 4)),
        ("Apr-26", Period.month(2026, 4)),
        ("apr-99", Period.month(1999, 4)),
        ("2026-04", Period.month(2026, 4)),
        ("2026/27 Q1", Period.quarter(2026, 1)),
        ("Q1 2026/27", Period.quarter(2026, 1)),
        ("2026-Q4", Period.quarter(2026, 4)),
        ("2026/27", Period.year(2026)),
        ("2025–04..2026–03", Period.rolling(dt.date(2026, 3, 1))),
        # 126 years, 31 leap days, 90 days of 2026; day 1 is 1 January 1900, and the
        # workbook counts a 29 February 1900: 45990 + 31 + 90 + 2.
        ("46113", Period.day(dt.date(2026, 4, 1))),
    ],
)
def test_a_date_is_read_in_the_forms_that_offices_use(text, period):
    assert when(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "04/13/2026",
        "2026-02-30",
        "31/04/2026",
        "1.4.2026",
        "Apr 26",
        "2026",
        "2026/28",
        "2026-Q5",
        "29999",
        "60001",
        "46113.5",
        "2026-04-01 10:30",
        "Smarch-26",
        "2026-13",
        "01/04/26",
        "0000-01-01",
        "April",
        "2026-04..2026-02",
        "2026-13..2027-1",
    ],
)
def test_a_date_in_any_other_form_is_refused(text):
    with pytest.raises(Refused) as refusal:
        when(text)

    assert refusal.value.code == "bad_date"


@pytest.mark.parametrize(
    ("text", "is_inside"),
    [
        ("1990-01-01", True),
        ("2035-12-31", True),
        ("31/12/1989", False),
        ("2036-01-01", False),
        ("2035/36", False),
        ("30000", False),
        ("2206-04-01", False),
    ],
)
def test_the_window_is_1990_to_2035(text, is_inside):
    if is_inside:
        assert when(text).key == text
        return
    with pytest.raises(Refused) as refusal:
        when(text)
    assert refusal.value.code == "date_outside_window"


def test_a_month_is_not_one_day():
    with pytest.raises(Refused):
        day("April 2026")


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        ("2026-09-30", "30/09/2026", Period.day(dt.date(2026, 9, 30))),
        ("2026-04-01", "2026-04-30", Period.month(2026, 4)),
        ("2026-04-01", "2026-06-30", Period.quarter(2026, 1)),
        ("2026-04-01", "2027-03-31", Period.year(2026)),
        ("2026-01-01", "2026-12-31", Period.rolling(dt.date(2026, 12, 1))),
        ("2026-05-01", "2026-07-31", Period.rolling(dt.date(2026, 7, 1), months=3)),
    ],
)
def test_two_dates_make_a_period(first, last, period):
    assert between(first, last) == period


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-04-01", "2026-06-29"),  # a day short of the quarter's end
        ("2026-04-01", "2026-07-01"),
        ("2026-04-02", "2026-06-30"),
        ("2026-06-30", "2026-04-01"),
    ],
)
def test_two_dates_that_are_no_whole_period_are_refused(first, last):
    with pytest.raises(Refused) as refusal:
        between(first, last)

    assert (refusal.value.code, refusal.value.field) == ("bad_date", "period_end")


def test_a_single_date_is_the_first_or_the_last_of_its_period():
    quarter = Period.quarter(2026, 1)

    first = starting_or_ending(dt.date(2026, 4, 1), PeriodKind.QUARTER)
    last = starting_or_ending(dt.date(2026, 6, 30), PeriodKind.QUARTER)

    assert first == (quarter, False)
    assert last == (quarter, True)
    with pytest.raises(Refused, match="Write the first: 01/04/2026"):
        starting_or_ending(dt.date(2026, 5, 1), PeriodKind.QUARTER)


DAYS = st.dates(min_value=dt.date(1990, 4, 1), max_value=dt.date(2035, 3, 31))


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]))
def test_a_day_written_in_any_form_is_read_back(date, form):
    assert day(date.strftime(form)) == date


@given(DAYS, st.sampled_from(["day", "month", "quarter", "year"]))
def test_a_periods_key_and_dates_are_read_back(date, kind):
    period = Period.containing(date, PeriodKind(kind))

    assert when(period.key) == period
    assert between(str(period.start), str(period.end)) == period


# -- names and text


@pytest.mark.parametrize(
    "name",
    [
        "devon & cornwall",
        "Devon and Cornwall",
        "DEVON  AND\xa0CORNWALL ",
        "Devon\u200b and Cornwall",
        " devon&cornwall",
    ],
)
def test_names_are_the_same_whatever_their_case_spaces_and_ampersand(name):
    assert normalise(name) == "devon and cornwall"


def test_an_en_dash_is_a_hyphen_in_a_name():
    assert normalise("Dyfed–Powys") == normalise("Dyfed-Powys")


@pytest.mark.parametrize("text", ["a\x07b", "a\u202eb", "a\u2066b", "a\x00b", "\x85"])
def test_control_and_direction_characters_are_refused(text):
    with pytest.raises(Refused) as refusal:
        cleaned(text)

    assert refusal.value.code == "bad_text"


def test_a_text_may_fill_a_cell_and_no_more():
    assert cleaned("a" * 32_767) == ("a" * 32_767, False)
    with pytest.raises(Refused) as refusal:
        cleaned("a" * 32_768)
    assert refusal.value.code == "text_too_long"


@pytest.mark.parametrize(
    "text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "-"]
)
def test_an_export_holds_no_text_that_runs(text):
    assert neutralised(text) == "'" + text
    assert restored(neutralised(text)) == text


@pytest.mark.parametrize("text", ["Arson", "", "a=b", "-5", "+1,234.5", "'quoted'"])
def test_an_export_leaves_harmless_text_and_numbers_as_they_are(text):
    assert neutralised(text) == text
    assert restored(text) == text
