"""A file checked whole: one test for each reason to refuse a row or to warn of it."""

import datetime as dt
from decimal import Decimal

import pytest

from measures.domain.quantity import Kind
from measures.domain.series import Symbol
from measures.domain.sheet import MeasureSpec, check, normalise, read
from opcc.core.periods import Period, PeriodKind

MONTHLY = frozenset({PeriodKind.MONTH})
QUARTERLY = frozenset({PeriodKind.QUARTER})

ARSON = MeasureSpec(
    "M1",
    Kind.COUNT,
    unit="offences",
    period_kinds=MONTHLY,
    breakdowns=frozenset({"Bridgend", "Neath & Port Talbot"}),
)
CALLS = MeasureSpec("M2", Kind.PERCENTAGE, unit="%", decimals=1, period_kinds=QUARTERLY)
BUDGET = MeasureSpec(
    "M3", Kind.MONEY, unit="£", decimals=2, allows_negative=True, period_kinds=MONTHLY
)
CRIME = MeasureSpec("M4", Kind.RATE, unit="per 1,000", decimals=1, per=1000)
OFFICERS = MeasureSpec(
    "M5", Kind.STOCK, unit="FTE", decimals=2, period_kinds=frozenset({PeriodKind.DAY})
)
MEASURES = {
    "arson": ARSON,
    "m1": ARSON,
    "calls answered": CALLS,
    "budget": BUDGET,
    "crime rate": CRIME,
    "officers": OFFICERS,
}


def checked(text, *, measures=MEASURES, mapping=None, **options):
    return check(read(text.encode(), mapping=mapping), measures=measures, **options)


def one(**cells):
    """The check of a file with one row: an acceptable month of arson, but for cells."""
    row = {"measure": "Arson", "period": "2026-04", "value": "7"} | cells
    quoted = [f'"{text}"' for text in row.values()]
    return checked(f"{','.join(row)}\n{','.join(quoted)}\n")


def refusal(result):
    """The only refusal, as column and code; nothing else was accepted."""
    assert result.accepted == []
    (finding,) = result.rejected
    assert finding.message
    return finding.column, finding.code


def accepted(result):
    assert result.rejected == []
    (row,) = result.accepted
    return row


def test_a_good_row_is_accepted_with_all_it_says():
    row = accepted(
        one(
            measure=" ARSON ",
            breakdown="neath and port talbot",
            unit="Offences",
            status="[p]",
            as_at="01/06/2026",
            note=" as sent\nby the force",
        )
    )

    assert (row.number, row.measure) == (2, "M1")
    assert row.period == Period.month(2026, 4)
    assert row.breakdown == "Neath & Port Talbot"
    assert (row.value, row.symbol) == (Decimal(7), None)
    assert (row.provisional, row.revised, row.estimated) == (True, False, False)
    assert row.as_at == dt.date(2026, 6, 1)
    assert row.note == " as sent\nby the force"


def test_a_measure_is_known_by_its_code_too():
    assert accepted(one(measure="m1")).measure == "M1"


# -- the file


@pytest.mark.parametrize(
    ("headings", "lacking"),
    [
        ("period,value", "measure"),
        ("measure,value", "period"),
        ("measure,period_start,value", "period"),
        ("measure,period", "value"),
        ("measure,period,numerator", "value"),
    ],
)
def test_a_file_without_a_needed_column_is_refused_once(headings, lacking):
    result = checked(f"{headings}\n1,2,3\n4,5,6\n")

    assert refusal(result) == ("", "wrong_columns")
    assert f"There is no column for: {lacking}." in result.rejected[0].message


def test_a_file_with_two_columns_for_one_thing_is_refused():
    result = checked("measure,period,value,Value\nArson,2026-04,1,2\n")

    assert refusal(result) == ("", "wrong_columns")


def test_a_row_with_more_cells_than_headings_is_refused():
    result = checked("measure,period,value\nArson,2026-04,1,234\n")

    assert refusal(result) == ("", "wrong_columns")


def test_a_file_of_several_offices_is_refused_where_one_is_meant():
    text = "office,measure,period,value\n{},Arson,2026-04,1\nDurham,Arson,2026-05,1\n"

    assert refusal(checked(text.format("Kent"))) == ("", "wrong_columns")
    assert len(checked(text.format("DURHAM")).accepted) == 2


def test_a_file_without_rows_says_so():
    result = checked("measure,period,value\n")

    assert result.notes == ["The file has no rows to read below its headings."]


# -- what a row is about


def test_a_measure_that_is_not_there_is_refused():
    assert refusal(one(measure="Arsenic")) == ("measure", "unknown_measure")
    assert refusal(one(measure=" ")) == ("measure", "unknown_measure")


def test_an_office_is_known_by_any_of_its_names():
    offices = {"city of london": "col", "london, city of": "col"}
    text = "force,measure,period,value\n{},Arson,2026-04,1\n"
    options = {
        "measures": {"col": MEASURES},
        "offices": offices,
        "mapping": {"force": "office"},
    }

    row = accepted(checked(text.format('"London, City of"'), **options))

    assert row.office == "col"
    unknown = checked(text.format("Camelot"), **options)
    assert refusal(unknown) == ("force", "unknown_office")


def test_a_breakdown_that_the_measure_does_not_have_is_refused():
    assert refusal(one(breakdown="Ogmore")) == ("breakdown", "unknown_breakdown")


def test_any_breakdown_is_taken_where_the_measure_has_no_list():
    row = accepted(one(measure="Budget", breakdown="Estates  team"))

    assert row.breakdown == "Estates team"


@pytest.mark.parametrize("unit", ["percent", "£", "FTE"])
def test_another_unit_than_the_measures_is_refused(unit):
    assert refusal(one(unit=unit)) == ("unit", "bad_unit")


def test_a_word_that_only_says_the_kind_is_no_other_unit():
    assert accepted(one(unit="Count")).value == 7


@pytest.mark.parametrize("period", ["", "04/13/2026", "2026-04-15", "2026/27 Q1"])
def test_a_period_that_is_not_the_measures_is_refused(period):
    assert refusal(one(period=period)) == ("period", "bad_date")


def test_a_date_outside_the_window_is_refused():
    assert refusal(one(period="2062-04")) == ("period", "date_outside_window")
    assert refusal(one(as_at="01/04/0206")) == ("as_at", "date_outside_window")


def test_the_first_day_stands_for_its_period_and_the_last_with_a_warning():
    first, last = one(period="01/04/2026"), one(period="30/04/2026")

    assert accepted(first).period == accepted(last).period == Period.month(2026, 4)
    assert first.warnings == []
    assert [finding.code for finding in last.warnings] == ["last_of_period"]


def test_one_date_does_not_say_how_long_where_months_and_quarters_are_taken():
    assert refusal(one(measure="Crime rate", period="2026-04-01")) == (
        "period",
        "bad_date",
    )


def test_a_snapshot_starts_and_ends_on_its_day():
    result = checked(
        "measure,period_start,period_end,value,unit\n"
        "Officers,2026-09-30,2026-09-30,1234.56,FTE (snapshot at date)\n"
        "Officers,2026-09-01,2026-09-30,1234.56,FTE\n"
    )

    assert [row.period.key for row in result.accepted] == ["2026-09-30"]
    assert [(one.row, one.code) for one in result.rejected] == [(3, "bad_date")]


def test_both_days_of_a_period_are_needed():
    result = checked("measure,period_start,period_end,value\nArson,2026-04-01,,1\n")

    assert refusal(result) == ("period_end", "bad_date")


def test_a_period_and_two_dates_may_not_differ():
    headings = "measure,period,period_start,period_end,value\n"

    agreed = checked(f"{headings}Arson,2026-04,2026-04-01,2026-04-30,1\n")
    differing = checked(f"{headings}Arson,2026-05,2026-04-01,2026-04-30,1\n")

    assert accepted(agreed).period == Period.month(2026, 4)
    assert refusal(differing) == ("period", "bad_date")


# -- values


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"value": "twelve"}, "not_a_number"),
        ({"value": "NaN"}, "not_a_number"),
        ({"value": "12.5"}, "not_whole"),
        ({"value": "-1"}, "out_of_range"),
        ({"value": "1" + "0" * 15}, "out_of_range"),
        ({"value": "7%"}, "bad_unit"),
        ({"value": "£7"}, "bad_unit"),
        ({"value": "=1+1"}, "formula"),
        ({"value": "#DIV/0!"}, "excel_error"),
        ({"value": "7\u202e"}, "bad_text"),
        (
            {"measure": "Calls answered", "period": "2026-Q1", "value": "101"},
            "out_of_range",
        ),
        (
            {"measure": "Calls answered", "period": "2026-Q1", "value": "-1"},
            "out_of_range",
        ),
    ],
)
def test_a_value_that_the_measure_cannot_have_is_refused(cells, code):
    assert refusal(one(**cells)) == ("value", code)


def test_a_whole_number_may_be_written_with_noughts_after_the_point():
    assert accepted(one(value="1,200.0")).value == 1200


def test_a_negative_is_accepted_only_where_the_measure_allows_it():
    assert accepted(one(measure="Budget", value="-£1,000.50")).value == Decimal(
        "-1000.5"
    )


def test_only_the_first_reason_is_given_for_a_row():
    result = one(measure="Arsenic", period="never", value="x")

    assert [finding.code for finding in result.rejected] == ["unknown_measure"]


def test_a_blank_value_is_not_available_and_not_nought():
    blank, nought = accepted(one(value="")), accepted(one(value="0"))

    assert (blank.value, blank.symbol) == (None, Symbol.NOT_AVAILABLE)
    assert (nought.value, nought.symbol) == (0, None)


def test_a_status_may_say_why_there_is_no_value():
    assert accepted(one(value="", status="withheld")).symbol is Symbol.WITHHELD
    assert accepted(one(value="[c]", status="c")).symbol is Symbol.SUPPRESSED
    assert refusal(one(status="withheld")) == ("status", "bad_text")
    assert refusal(one(status="guessed")) == ("status", "bad_text")


def test_a_small_percentage_is_stored_as_given_with_a_warning():
    calls = {"measure": "Calls answered", "period": "2026-Q1"}

    fraction = one(**calls, value="0.785")

    assert accepted(fraction).value == Decimal("0.785")
    assert [finding.code for finding in fraction.warnings] == ["looks_like_a_fraction"]
    for plain in ("0.8", "1.05", "0.785%", "0"):
        assert one(**calls, value=plain).warnings == []


# -- ratios


def ratio(value, numerator, denominator, *, measure="Calls answered"):
    return one(
        measure=measure,
        period="2026-Q1",
        value=value,
        numerator=numerator,
        denominator=denominator,
    )


@pytest.mark.parametrize("value", ["", "67", "66.7", "66.67%"])
def test_the_ratio_is_stored_and_not_its_printed_value(value):
    row = accepted(ratio(value, "2", "3"))

    assert row.value == Decimal(200) / 3
    assert (row.numerator, row.denominator) == (2, 3)


@pytest.mark.parametrize("value", ["66", "66.6", "66.66", "0.667", "[c]"])
def test_a_value_that_its_ratio_does_not_round_to_is_refused(value):
    assert refusal(ratio(value, "2", "3")) == ("value", "ratio_disagrees")


def test_half_of_the_last_decimal_agrees_either_way():
    # 1 of 16 is 6.25 exactly.
    assert accepted(ratio("6.2", "1", "16")).value == Decimal("6.25")
    assert accepted(ratio("6.3", "1", "16")).value == Decimal("6.25")


def test_a_rate_is_per_what_its_measure_says():
    # 30 offences among 4,000 people are 7.5 per 1,000.
    assert accepted(ratio("7.5", "30", "4,000", measure="Crime rate")).value == Decimal(
        "7.5"
    )


def test_nothing_is_divided_by_nought():
    assert refusal(ratio("", "0", "0")) == ("denominator", "out_of_range")
    assert accepted(ratio("[z]", "0", "0")).symbol is Symbol.NOT_APPLICABLE


def test_more_than_all_is_refused_where_it_stands():
    assert refusal(ratio("", "4", "3")) == ("numerator", "out_of_range")
    assert refusal(ratio("", "-1", "3")) == ("numerator", "out_of_range")
    assert refusal(ratio("", "1", "-3")) == ("denominator", "out_of_range")


def test_a_suppressed_numerator_suppresses_the_ratio():
    row = accepted(ratio("", "[c]", "30"))

    assert (row.value, row.symbol) == (None, Symbol.SUPPRESSED)


# -- text


def test_text_too_long_for_a_cell_is_refused():
    assert refusal(one(note="a" * 32_768)) == ("note", "text_too_long")


def test_characters_that_hide_are_refused():
    assert refusal(one(note="a\x07b")) == ("note", "bad_text")


def test_zero_width_spaces_are_removed_with_a_warning():
    result = one(measure="Ar\u200bson")

    assert accepted(result).measure == "M1"
    assert [(one.column, one.code) for one in result.warnings] == [
        ("measure", "zero_width_removed")
    ]


@pytest.mark.parametrize(
    "note", ["=1+1", "+44 1234", "-and", "@home", "\t=1", "<b>bold</b>", "#N/A"]
)
def test_a_note_is_stored_as_it_is(note):
    assert accepted(one(note=note)).note == note


# -- a second value


def test_the_same_value_twice_is_a_note():
    result = checked("measure,period,value\nArson,2026-04,7\nm1,Apr-26,7\n")

    assert [row.number for row in result.accepted] == [2]
    assert result.rejected == []
    assert result.notes == ["Same value as an earlier row: row 3."]


def test_a_different_value_without_a_status_is_refused():
    result = checked("measure,period,value\nArson,2026-04,7\nArson,2026-04,8\n")

    assert [row.value for row in result.accepted] == [7]
    (finding,) = result.rejected
    assert (finding.row, finding.column, finding.code) == (3, "value", "duplicate")
    assert "Row 2" in finding.message


@pytest.mark.parametrize("status", ["final", "revised", "[r]"])
def test_a_different_value_that_is_final_or_revised_wins(status):
    result = checked(
        f"measure,period,value,status\nArson,2026-04,7,p\nArson,2026-04,8,{status}\n"
    )

    assert [(row.number, row.value) for row in result.accepted] == [(3, 8)]
    assert result.notes == ["Read as a revision of an earlier row: row 3."]


# -- measures that are not there yet


def test_unknown_measures_can_be_made_as_their_unit_suggests():
    result = checked(
        "measure,period_start,period_end,value,unit\n"
        "Drones,2026-04-01,2026-04-30,7,count\n"
        "Trust,2026-04-01,2026-06-30,71.5,percent\n"
        "Specials,2026-09-30,2026-09-30,12.5,FTE (snapshot at date)\n"
        "drones,2026-05-01,2026-05-31,7.5,count\n",
        measures={},
        create_measures=True,
    )

    assert [row.measure for row in result.accepted] == ["Drones", "Trust", "Specials"]
    assert {name: spec.kind for (_, name), spec in result.created.items()} == {
        "Drones": Kind.COUNT,
        "Trust": Kind.PERCENTAGE,
        "Specials": Kind.STOCK,
    }
    assert [(one.row, one.code) for one in result.rejected] == [(5, "not_whole")]


def test_a_download_can_be_uploaded_with_its_symbols():
    result = checked(
        "measure,period,value\nArson,2026-04,7 [p]\nArson,2026-05,[c]\n"
        "Arson,2026-06,9 [r]\nArson,2026-07,[x]\nArson,2026-08,8 [e][b]\n"
    )

    assert [row.symbol for row in result.accepted] == [
        None,
        Symbol.SUPPRESSED,
        None,
        Symbol.NOT_AVAILABLE,
        None,
    ]
    assert [row.provisional for row in result.accepted] == [True] + [False] * 4
    assert result.accepted[2].revised
    assert result.accepted[4].estimated


def test_names_given_to_the_check_are_normalised():
    assert normalise("Arson") in MEASURES
