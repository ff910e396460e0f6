"""Values from files: by command and by upload."""

import json
import os
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from measures.models import Measure, Observation
from opcc.core.models import AuditLine
from opcc.core.periods import Period
from tests.factories import (
    MeasureFactory,
    ObservationFactory,
    OfficeFactory,
    OrganisationFactory,
    UserFactory,
)

Q1 = Period.quarter(2026, 1)
COUNT = {"kind": "count", "unit_name": "offences", "decimals": 0, "name": "Burglary"}
DATA = Path(os.environ.get("OPCC_TEST_DATA", settings.BASE_DIR / "../shared/data"))

needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the real data is not in {DATA}: set OPCC_TEST_DATA"
)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def by():
    return UserFactory()


@pytest.fixture
def file(tmp_path):
    def write(*rows, heading="measure,period,value"):
        path = tmp_path / "values.csv"
        path.write_text("\n".join([heading, *rows]), encoding="utf-8")
        return path

    return write


def run(path, *words, by, **options):
    """What the command printed as JSON, and its exit code."""
    out = StringIO()
    code = 0
    try:
        call_command(
            "import_values",
            str(path),
            *words,
            "--json",
            by=by.email,
            stdout=out,
            **options,
        )
    except SystemExit as leaving:
        code = leaving.code
    return json.loads(out.getvalue()), code


def counts(said):
    return {
        name: len(found) if isinstance(found, list) else found
        for name, found in said.items()
    }


def test_accepted_rows_become_entered_values_with_their_file(office, by, file):
    measure = MeasureFactory(office=office, version=COUNT)

    said, code = run(file("burglary,2026-Q1,412"), office=office.slug, by=by)

    row = Observation.objects.get()
    assert (code, said["accepted"], said["rejected"]) == (0, 1, [])
    assert (row.measure, row.period, row.value) == (measure, Q1, 412)
    assert (row.state, row.entered_by, row.source) == ("entered", by, "values.csv")


def test_the_same_file_twice_is_the_same_as_once(office, by, file):
    MeasureFactory(office=office, version=COUNT)
    path = file("Burglary,2026-Q1,412", "Burglary,2026-Q2,[x]")

    run(path, office=office.slug, by=by)
    said, code = run(path, office=office.slug, by=by)

    assert code == 0
    assert counts(said) == {
        "rows": 2,
        "accepted": 2,
        "changed": 0,
        "unchanged": 2,
        "warnings": 0,
        "rejected": 0,
    }
    assert set(Observation.objects.values_list("vintage", "revision")) == {(1, 1)}


def test_an_import_leaves_one_line_with_counts_and_file(office, by, file):
    MeasureFactory(office=office, version=COUNT)

    run(file("Burglary,2026-Q1,1", "Burglary,2026-Q2,2"), office=office.slug, by=by)

    line = AuditLine.objects.get()
    assert (line.verb, line.by) == ("import", by)
    assert line.after == {"file": "values.csv", "new": 2}


@pytest.mark.parametrize(
    ("state", "after"),
    [
        ("entered", [(1, 412, "entered")]),
        ("queried", [(1, 412, "corrected")]),
        ("corrected", [(1, 412, "corrected")]),
        ("validated", [(1, 78, "validated"), (2, 412, "entered")]),
        ("locked", [(1, 78, "locked"), (2, 412, "entered")]),
    ],
)
def test_another_value_is_changed_in_place_until_it_is_judged(
    office, by, file, state, after
):
    measure = MeasureFactory(office=office, version=COUNT)
    ObservationFactory(measure=measure, state=state)

    said, _code = run(file("Burglary,2026-Q1,412"), office=office.slug, by=by)

    assert said["changed"] == 1
    rows = Observation.objects.order_by("vintage")
    assert [(row.vintage, row.value, row.state) for row in rows] == after


def test_another_vintage_says_which_file_it_came_from(office, by, file):
    measure = MeasureFactory(office=office, version=COUNT)
    ObservationFactory(measure=measure, state="locked")

    run(file("Burglary,2026-Q1,412"), office=office.slug, by=by)

    assert Observation.objects.get(vintage=2).reason == "import values.csv"


def test_one_rejected_row_stores_nothing(office, by, file):
    MeasureFactory(office=office, version=COUNT)
    path = file("Burglary,2026-Q1,412", "Burglary,2026-Q2,13O")

    said, code = run(path, office=office.slug, by=by)

    (wrong,) = said["rejected"]
    assert code == 1
    assert not Observation.objects.exists()
    assert (wrong["row"], wrong["column"], wrong["value"], wrong["code"]) == (
        3,
        "value",
        "13O",
        "not_a_number",
    )


def test_the_accepted_rows_alone_are_stored_if_that_is_asked(office, by, file):
    MeasureFactory(office=office, version=COUNT)
    path = file("Burglary,2026-Q1,412", "Burglary,2026-Q2,13O")

    said, code = run(path, "--partial", office=office.slug, by=by)

    assert (code, said["accepted"], len(said["rejected"])) == (1, 1, 1)
    assert Observation.objects.get().value == 412


def test_a_dry_run_stores_nothing(office, by, file):
    MeasureFactory(office=office, version=COUNT)

    said, code = run(
        file("Burglary,2026-Q1,412"), "--dry-run", office=office.slug, by=by
    )

    assert (code, said["accepted"]) == (0, 1)
    assert not Observation.objects.exists()


def test_somebody_else_may_have_validated_a_file(office, by, file):
    MeasureFactory(office=office, version=COUNT)
    other = UserFactory()

    run(
        file("Burglary,2026-Q1,412"),
        office=office.slug,
        by=by,
        validated_by=other.email,
    )

    row = Observation.objects.get()
    assert (row.state, row.entered_by, row.validated_by) == ("validated", by, other)


def test_nobody_validates_the_file_that_they_import(office, by, file):
    MeasureFactory(office=office, version=COUNT)

    with pytest.raises(CommandError, match="somebody else") as refusal:
        run(
            file("Burglary,2026-Q1,412"),
            office=office.slug,
            by=by,
            validated_by=by.email,
        )

    assert refusal.value.returncode == 2
    assert not Observation.objects.exists()


def test_a_withheld_value_is_neither_imported_nor_overwritten(office, by, file):
    MeasureFactory(office=office, version=COUNT)

    said, code = run(file("Burglary,2026-Q1,[w]"), office=office.slug, by=by)

    assert (code, said["rejected"][0]["code"]) == (1, "bad_text")


def test_a_period_before_every_definition_is_rejected(office, by, file):
    MeasureFactory(office=office, version=COUNT)

    said, code = run(file("Burglary,2010-Q1,5"), office=office.slug, by=by)

    assert (code, said["rejected"][0]["code"]) == (1, "date_outside_window")


@pytest.mark.parametrize(
    "words", [["--office", "nowhere"], ["--office-column", "force"]]
)
def test_what_cannot_be_read_ends_with_two(by, tmp_path, words):
    path = tmp_path / "values.pdf"
    path.write_bytes(b"%PDF-1.7")

    with pytest.raises(CommandError) as refusal:
        call_command("import_values", str(path), *words, "--by", by.email)

    assert refusal.value.returncode == 2


def test_a_column_names_the_office_by_its_force_or_an_alias(by, file):
    durham, london = OfficeFactory(), OfficeFactory()
    london.force.aliases = ["London, City of"]
    london.force.save()
    for office in (durham, london):
        MeasureFactory(office=office, version=COUNT)
    path = file(
        f"{durham.force.name},Burglary,2026-Q1,1",
        '"London, City of",Burglary,2026-Q1,2',
        "Atlantis,Burglary,2026-Q1,3",
        heading="force,measure,period,value",
    )

    said, _code = run(path, "--partial", office_column="force", by=by)

    stored = Observation.objects.values_list("measure__office", "value")
    assert set(stored) == {(durham.pk, 1), (london.pk, 2)}
    assert [each["code"] for each in said["rejected"]] == ["unknown_office"]


def test_only_the_rows_that_are_asked_for_are_read(office, by, file):
    MeasureFactory(office=office, version=COUNT)
    path = file(
        "2015,Burglary,2026-Q1,1",
        "2016,Burglary,2026-Q1,2",
        heading="vintage,what,period,value",
    )

    said, _code = run(
        path, office=office.slug, by=by, where=["vintage=2016"], map=["what=measure"]
    )

    assert said["rows"] == 1
    assert Observation.objects.get().value == 2


def test_new_measures_are_made_as_the_file_describes_them(office, by, file):
    MeasureFactory(office=office, code="VS")
    path = file(
        "Victims satisfied,2026-04,percent,1,3,Bridgend",
        "Victims satisfied,2026-05,percent,1,4,Bridgend",
        "Vehicle stops,2026-Q1,count,,,",
        heading="measure,period,unit,numerator,denominator,area",
    )

    run(path, "--create-measures", office=office.slug, by=by, map=["area=breakdown"])

    made = Measure.objects.filter(code__startswith="VS-").order_by("code")
    said = [
        (m.code, m.name, m.latest_version.kind, m.latest_version.frequency)
        for m in made
    ]
    assert said == [
        ("VS-2", "Victims satisfied", "percentage", "month"),
        ("VS-3", "Vehicle stops", "count", "quarter"),
    ]
    assert {(m.state, m.provider) for m in made} == {("active", office.force)}
    april = Observation.objects.get(period_start="2026-04-01", period_kind="month")
    assert (april.value, april.breakdown) == (Decimal("33.333333333333"), "Bridgend")


def test_made_measures_are_known_the_next_time(office, by, file):
    path = file("Arson,2026-Q1,5,Vale", heading="measure,period,value,breakdown")
    run(path, "--create-measures", office=office.slug, by=by)

    said, _code = run(path, "--create-measures", office=office.slug, by=by)

    assert (said["unchanged"], Measure.objects.count()) == (1, 1)


@needs_data
def test_real_outcome_rates_come_in_with_their_parts(by):
    office = OfficeFactory(
        force=OrganisationFactory(name="South Wales Police", aliases=["South Wales"])
    )
    path = DATA / "sw_outcome_rates_monthly.csv"

    said, code = run(path, "--create-measures", office_column="force", by=by)

    assert (code, said["rows"], said["accepted"], said["rejected"]) == (0, 648, 648, [])
    august = Observation.objects.get(
        measure__office=office, period_start="2022-08-01", numerator=1158
    )
    # 100 x 1158 / 9784 = 11.835650...
    assert round(august.value, 5) == Decimal("11.83565")


@needs_data
def test_real_recorded_crime_comes_in_but_for_what_is_below_nought(by):
    OfficeFactory(force=OrganisationFactory(name="Durham"))
    path = DATA / "prc_quarterly_four_forces.csv"

    said, code = run(
        path,
        "--create-measures",
        "--partial",
        office_column="force",
        by=by,
        where=["force=Durham"],
    )

    assert said["accepted"] == Observation.objects.count() == said["rows"]
    assert (code, Measure.objects.count()) == (0, 33)
