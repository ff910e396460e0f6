"""A file with every fault that an importer refuses, and the same file corrected."""

import csv
import io
import json
from io import StringIO

import pytest
from django.core.management import call_command

from measures.domain import sheet
from measures.importing import examine, office_names
from measures.models import Breakdown, Observation
from opcc.core.models import Office
from tests.factories import MeasureFactory, OfficeFactory, UserFactory
from tests.measures.workbooks import ods_of, xlsx_of

HEADINGS = (
    *("office", "measure", "breakdown", "period", "as_at", "unit", "status"),
    *("value", "numerator", "denominator", "note"),
)
GOOD = {"office": "durham", "measure": "BUR", "value": "7"}
RATIO = {"measure": "SAT", "period": "2026/27 Q1", "value": "", "unit": "%"}
TOO_LONG = "x" * 32_768
TURNED = "\u202e412"

FAULTS = [
    ({"measure": "Burglry"}, {"measure": "burglary"}, "unknown_measure"),
    ({"office": "Atlantis"}, {"office": "DURHAM"}, "unknown_office"),
    ({"breakdown": "Atlantis"}, {"breakdown": "vale"}, "unknown_breakdown"),
    ({"period": "04/30/2026"}, {"period": "30/04/2026"}, "bad_date"),
    ({"period": "15/04/2026"}, {"period": "April 2026"}, "bad_date"),
    ({"period": "2026/28"}, {"period": "Apr-26"}, "bad_date"),
    ({"period": "20000"}, {"period": "46113"}, "bad_date"),
    ({"as_at": "next week"}, {"as_at": "7 July 2026"}, "bad_date"),
    ({"period": "April 1985"}, {"period": "April 1995"}, "date_outside_window"),
    ({"period": "2036-04"}, {"period": "2035-04"}, "date_outside_window"),
    ({"value": "13O"}, {"value": "130"}, "not_a_number"),
    ({"value": "1,23"}, {"value": "1,230"}, "not_a_number"),
    ({"value": "NaN"}, {"value": "n/a"}, "not_a_number"),
    ({"value": "inf"}, {"value": ".."}, "not_a_number"),
    ({"value": "12.5"}, {"value": "12"}, "not_whole"),
    ({"value": "-8"}, {"value": "8"}, "out_of_range"),
    (RATIO | {"value": "101"}, {"value": "100"}, "out_of_range"),
    (
        RATIO | {"numerator": "5", "denominator": "4"},
        {"numerator": "3"},
        "out_of_range",
    ),
    ({"unit": "%"}, {"unit": "offences"}, "bad_unit"),
    ({"value": "£5"}, {"value": "5"}, "bad_unit"),
    (
        RATIO | {"value": "50.0", "numerator": "1", "denominator": "3"},
        {"value": "33.3"},
        "ratio_disagrees",
    ),
    ({"value": "=1+1"}, {"value": "2"}, "formula"),
    ({"value": "#REF!"}, {"value": "<5"}, "excel_error"),
    ({"value": TURNED}, {"value": "412"}, "bad_text"),
    ({"status": "maybe"}, {"status": "provisional"}, "bad_text"),
    ({"note": TOO_LONG}, {"note": "long"}, "text_too_long"),
    ({"more": "8"}, {"more": ""}, "wrong_columns"),
]
"""What is wrong with a row, what mends it, and the code of the explanation."""

WARNED = [
    ({"period": "30/06/2026"}, "last_of_period"),
    (RATIO | {"value": "0.785"}, "looks_like_a_fraction"),
    ({"value": "9\u200b"}, "zero_width_removed"),
]
"""Odd rows that are accepted all the same, each with a warning of that code."""


def cells_of(at, facts):
    """A row as a file has it. Each is of a ward of its own, so none repeats another."""
    row = {"period": "2026-04", "breakdown": f"Ward {at}"} | GOOD | facts
    return [*(row.get(name, "") for name in HEADINGS), row.get("more", "")]


def rows_of(facts):
    """The headings and one row for each; the last two are about one figure."""
    return [list(HEADINGS), *(cells_of(at, each) for at, each in enumerate(facts))]


REPEATED = {"breakdown": "Repeated", "period": "2026-05"}
ODD = [facts for facts, _code in WARNED]
FAULTY = rows_of(
    [
        *(facts for facts, _mended, _code in FAULTS),
        *ODD,
        REPEATED,
        REPEATED | {"value": "8"},
    ]
)
CORRECTED = rows_of(
    [
        *(facts | mended for facts, mended, _code in FAULTS),
        *ODD,
        REPEATED,
        REPEATED | {"value": "8", "status": "revised"},
    ]
)
FIRST_ROW = 2
CODES = {FIRST_ROW + at: code for at, (*_facts, code) in enumerate(FAULTS)}
EXPECTED = CODES | {len(FAULTY): "duplicate"}
"""The explanation of each faulty row, by its row in the file."""


def csv_of(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


FORMATS = pytest.mark.parametrize(
    ("name", "written"),
    [("values.csv", csv_of), ("values.xlsx", xlsx_of), ("values.ods", ods_of)],
)


@pytest.fixture
def office():
    office = OfficeFactory(slug="durham")
    count = {"kind": "count", "unit_name": "offences", "decimals": 0}
    month = {"frequency": "month", "name": "Burglary"}
    since = {"valid_from": "1990-01-01"}
    counted = MeasureFactory(office=office, code="BUR", version=count | month | since)
    satisfied = MeasureFactory(office=office, code="SAT")
    wards = [f"Ward {at}" for at in range(len(FAULTY))]
    for measure in (counted, satisfied):
        for name in (*wards, "Vale", "Repeated"):
            Breakdown.objects.create(measure=measure, dimension="Ward", name=name)
    return office


@pytest.fixture
def run(office, tmp_path):
    by = UserFactory()

    def importing(name, data, *words):
        """What the command printed, and its exit code."""
        path = tmp_path / name
        path.write_bytes(data)
        out, code = StringIO(), 0
        options = ["--office-column", "office", "--by", by.email, "--json", *words]
        try:
            call_command("import_values", str(path), *options, stdout=out)
        except SystemExit as leaving:
            code = leaving.code
        return json.loads(out.getvalue()), code

    return importing


@FORMATS
def test_every_fault_is_explained_once_and_nothing_is_stored(run, name, written):
    said, code = run(name, written(FAULTY))

    explained = [(each["row"], each["code"]) for each in said["rejected"]]
    assert sorted(explained) == sorted(EXPECTED.items())
    assert all(each["message"] for each in said["rejected"])
    assert [each["code"] for each in said["warnings"]] == [c for _f, c in WARNED]
    assert (code, Observation.objects.count()) == (1, 0)


@FORMATS
def test_without_the_faulty_rows_the_others_are_stored(run, name, written):
    said, code = run(name, written(FAULTY), "--partial")

    assert code == 1
    assert said["rows"] == said["accepted"] + len(said["rejected"])
    assert said["accepted"] == Observation.objects.count() == len(WARNED) + 1


def test_no_faulty_row_is_lost_it_can_be_downloaded_and_sent_again(office):
    table = sheet.read(csv_of(FAULTY), filename="values.csv")
    offices = {office.slug: office}
    examined = examine(table, offices=offices, names=office_names(offices.values()))

    returned = list(csv.reader(io.StringIO(examined.rejected_file())))

    at = len(HEADINGS)
    assert [int(row[at]) for row in returned[1:]] == sorted(EXPECTED)
    sent = {row: FAULTY[row - 1][:at] for row in EXPECTED}
    for row in returned[1:]:
        cells = [cell.removeprefix("'") for cell in row[:at]]
        assert cells == sent[int(row[at])]
    (wide,) = (
        row for row in returned[1:] if CODES.get(int(row[at])) == "wrong_columns"
    )
    assert wide[at + 3 :] == ["8"]


@FORMATS
def test_the_corrected_file_loads_whole(run, name, written):
    said, code = run(name, written(CORRECTED))

    assert (said["rejected"], code) == ([], 0)
    assert said["accepted"] == said["rows"] == len(CORRECTED) - 1
    # Two rows are about one figure, of which the later one wins.
    assert Observation.objects.count() == said["rows"] - 1
    assert Observation.objects.get(breakdown="Repeated").value == 8
    assert Observation.objects.filter(measure__office=Office.objects.get()).exists()


def test_every_code_that_refuses_a_row_is_in_the_file():
    assert set(EXPECTED.values()) == {
        *("unknown_measure", "unknown_office", "unknown_breakdown", "bad_date"),
        *("date_outside_window", "not_a_number", "not_whole", "out_of_range"),
        *("bad_unit", "ratio_disagrees", "duplicate", "formula", "excel_error"),
        *("bad_text", "text_too_long", "wrong_columns"),
    }
