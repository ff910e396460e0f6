"""Files as they come: encodings, delimiters, workbooks, headings and filters."""

import pytest

from measures.domain.sheet import Unreadable, read
from tests.measures.workbooks import ods, ods_words, words, xlsx

HEADINGS = (
    f'<row r="1">{words("A1", "Measure")}{words("B1", "Period")}'
    f"{words('C1', 'Value')}</row>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_in_any_of_the_usual_encodings(encoding):
    text = "measure,period,value\nCaffè – visits,2026/27 Q1,£5\n"

    table = read(text.encode(encoding))

    assert table.rows[0].cells == ("Caffè – visits", "2026/27 Q1", "£5")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_file_is_read_with_any_of_the_usual_delimiters(delimiter, line_end):
    lines = ["measure,period,value", "Arson,2026-04,7"]
    text = line_end.join(line.replace(",", delimiter) for line in lines) + line_end

    table = read(text.encode())

    assert table.fields == ("measure", "period", "value")
    assert table.rows[0].cells == ("Arson", "2026-04", "7")


def test_a_semicolon_file_may_hold_commas():
    table = read(b'"measure";"period";"value, final"\n"a, b";2026-04;1,234\n')

    assert table.rows[0].cells == ("a, b", "2026-04", "1,234")


def test_row_numbers_are_those_of_the_file():
    table = read(b"measure,period,value\n\na,2026-04,1\n,,\nb,2026-04,2\n")

    assert [line.number for line in table.rows] == [3, 5]


def test_headings_are_found_below_a_title():
    table = read(b"Recorded crime\nas sent,,\nMeasure,Period,Value\na,2026-04,1\n")

    assert table.header == 3
    assert [line.number for line in table.rows] == [4]


def test_columns_come_in_any_order_and_any_case():
    table = read(b"VALUE,Period Start,period-end,As at,Measure\n1,a,b,c,d\n")

    assert table.fields == ("value", "period_start", "period_end", "as_at", "measure")


def test_a_column_is_mapped_by_its_heading_and_wins_over_the_fields_own_name():
    table = read(
        b"office,Force,measure,period,value\nx,Durham,a,2026-04,1\n",
        mapping={"force": "office"},
    )

    assert table.fields == ("", "office", "measure", "period", "value")
    assert table.heading("office") == "Force"


def test_columns_that_are_not_known_are_one_note():
    table = read(b"measure,period,value,source,area\na,2026-04,1,x,y\n")

    assert table.notes == ("Columns that are not read: source, area.",)


def test_a_column_cannot_be_mapped_to_what_is_no_field():
    with pytest.raises(Unreadable, match="ofice"):
        read(b"measure,force\na,b\n", mapping={"force": "ofice"})


def test_where_keeps_rows_of_one_force_and_their_numbers():
    table = read(
        b"force,measure,period,value\nDurham,a,2026-04,1\n SOUTH  Wales,a,2026-04,2\n",
        where={"Force": "South Wales"},
    )

    assert [(line.number, line.cells[3]) for line in table.rows] == [(3, "2")]


def test_where_names_a_column_that_is_there():
    with pytest.raises(Unreadable, match="no column called “district”"):
        read(b"measure,period,value\na,2026-04,1\n", where={"district": "x"})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n \n", "empty"),
        (b"\xd0\xcf\x11\xe0rest", "password"),
        (b"%PDF-1.7 rest", "document"),
        (b"PK\x03\x04 no archive", "damaged"),
        (b"measure\x00,value\n", "not a CSV"),
        (b'measure,period,value\na,2026-04,"1\nb,2026-04,2\n', "quotation mark"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data, reason):
    with pytest.raises(Unreadable, match=reason):
        read(data)


def test_a_workbook_gives_dates_and_numbers_as_text():
    # 46113 days after 30 December 1899 is 1 April 2026; style 1 is a date's.
    table = read(
        xlsx(
            HEADINGS + f'<row r="2">{words("A2", "Arson")}<c r="B2" s="1"><v>46113</v>'
            '</c><c r="C2"><v>12</v></c></row>'
            f'<row r="4">{words("A4", "Arson")}<c r="B4"><v>46113</v></c>'
            '<c r="C4"><v>0.25</v></c></row>'
        )
    )

    assert [(line.number, line.cells) for line in table.rows] == [
        (2, ("Arson", "2026-04-01", "12")),
        (4, ("Arson", "46113", "0.25")),
    ]


def test_a_workbooks_formula_is_seen_with_or_without_its_value():
    table = read(
        xlsx(
            HEADINGS + f'<row r="2">{words("A2", "a")}{words("B2", "2026-04")}'
            '<c r="C2"><f>SUM(D1:D3)</f><v>6</v></c></row>'
            f'<row r="3">{words("A3", "a")}{words("B3", "2026-05")}'
            '<c r="C3"><f>1&lt;2</f></c></row>'
        )
    )

    assert [line.cells[2] for line in table.rows] == ["=SUM(D1:D3)", "=1<2"]


def test_a_workbooks_error_is_kept_for_the_check_to_refuse():
    table = read(
        xlsx(
            HEADINGS + f'<row r="2">{words("A2", "a")}{words("B2", "2026-04")}'
            '<c r="C2" t="e"><v>#DIV/0!</v></c></row>'
        )
    )

    assert table.rows[0].cells[2] == "#DIV/0!"


def test_the_sheet_with_the_headings_is_read():
    cover = f'<row r="1">{words("A1", "About this workbook")}</row>'
    values = HEADINGS + f'<row r="2">{words("A2", "a")}{words("B2", "2026-04")}</row>'

    table = read(xlsx(cover, values))

    assert table.notes == ("Read from the sheet “Sheet 2”.",)
    assert table.rows[0].cells[:2] == ("a", "2026-04")


def test_a_cell_typed_far_away_does_not_take_the_memory():
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    with pytest.raises(Unreadable, match="far from the others"):
        read(xlsx(HEADINGS + far))


def test_an_ods_file_is_read_with_its_formulas():
    head = f"<table:table-row>{ods_words('measure', 'period', 'value')}"
    row = (
        f"<table:table-row>{ods_words('Arson', '2026-04')}"
        '<table:table-cell office:value-type="float" office:value="{}"{}>'
        "<text:p>6</text:p></table:table-cell></table:table-row>"
    )
    gap = (
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="3"/></table:table-row>'
    )
    formula = ' table:formula="of:=SUM([.D1:.D3])"'

    table = read(
        ods(f"{head}</table:table-row>{row.format(6, '')}{gap}{row.format(7, formula)}")
    )

    assert [(line.number, line.cells[2]) for line in table.rows] == [
        (2, "6"),
        (5, "=SUM([.D1:.D3])"),
    ]
