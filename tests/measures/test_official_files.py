"""Whole files of official statistics, and what is worked out of them.

The expectations are computed by pandas straight from the files, without our code.
"""

import os
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from django.conf import settings

from measures.domain import series
from measures.models import Breakdown, Measure, MeasureVersion, Observation
from measures.reading import series as reading
from opcc.core.models import AuditLine
from opcc.core.periods import Period, PeriodKind
from tests.factories import OfficeFactory, OrganisationFactory, UserFactory
from tests.measures.test_import_values import run

DATA = Path(os.environ.get("OPCC_TEST_DATA", settings.BASE_DIR / "../shared/data"))

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the real data is not in {DATA}: set OPCC_TEST_DATA"
)

CRIME = DATA / "prc_quarterly_pfa.csv"
FIRST, LAST = Period.quarter(2012, 1), Period.quarter(2023, 1)
QUARTERS = 45
"""From April 2012 to June 2023, with the year 2015/16 that is absent whole."""


@pytest.fixture
def by():
    return UserFactory()


def with_forces(names):
    return [
        OfficeFactory(
            slug=f"force-{number}", force=OrganisationFactory(name=name, aliases=[])
        )
        for number, name in enumerate(names)
    ]


@pytest.fixture
def recorded_crime(by):
    """The file as pandas reads it, and 44 offices whose measures know its names.

    The measures are there already, as an office has them: those of which the file
    has a number below nought allow one.
    """
    frame = pd.read_csv(CRIME, parse_dates=["period_start", "period_end"])
    offices = with_forces(sorted(frame.force.unique()))
    negative = set(zip(*_columns(frame[frame.value < 0]), strict=True))
    measures = []
    for office in offices:
        named = sorted(frame[frame.force == office.force.name].measure.unique())
        for number, name in enumerate(named, 1):
            allows = (office.force.name, name) in negative
            measures.append((office, f"M{number}", name, allows))
    _make(measures)
    return frame


def _columns(frame):
    return frame.force, frame.measure


def _make(measures):
    made = Measure.objects.bulk_create(
        Measure(office=office, code=code, state="active", provider=office.force)
        for office, code, _name, _allows in measures
    )
    MeasureVersion.objects.bulk_create(
        MeasureVersion(
            measure=measure,
            name=name,
            kind="count",
            unit_name="count",
            polarity="lower",
            frequency="quarter",
            allows_negative=allows,
            valid_from="2012-04-01",
        )
        for measure, (_office, _code, name, allows) in zip(made, measures, strict=True)
    )


def test_recorded_crime_of_44_offices_loads_in_one_command(recorded_crime, by):
    said, code = run(CRIME, office_column="force", by=by)

    assert (code, said["rows"], said["accepted"], said["rejected"]) == (
        0,
        59_180,
        59_180,
        [],
    )
    assert Observation.objects.count() == 59_180
    assert Observation.objects.filter(value__lt=0).count() == 8
    told = AuditLine.objects.filter(verb="import").values_list("after", flat=True)
    assert [after["file"] for after in told] == [CRIME.name] * 44
    _check_four_quarter_sums(recorded_crime)


def _check_four_quarter_sums(frame):
    """Each sum of four quarters, against pandas' own rolling sum of the file."""
    wide = frame.pivot(
        index="period_start", columns=["force", "measure"], values="value"
    ).asfreq("QS-APR")
    sums = wide.rolling(4, min_periods=4).sum()
    assert len(sums) == QUARTERS
    rows = Observation.objects.filter(breakdown="")
    compared = 0
    for measure in Measure.objects.with_recorded(rows).select_related("office__force"):
        charted = reading.quarter_series_of(measure, LAST, count=QUARTERS)
        theirs = sums[(measure.office.force.name, measure.name)]
        for point in charted.points[3:]:
            ours = series.rolling(charted, point.period).point.value
            expected = theirs[pd.Timestamp(point.period.start)]
            if pd.isna(expected):
                assert ours is None, f"{measure} {point.period}"
            else:
                assert ours == Decimal(int(expected)), f"{measure} {point.period}"
                compared += 1
    assert compared == int(sums.notna().sum().sum()) > 40_000


def test_a_count_below_nought_is_refused_where_it_is_not_allowed(recorded_crime, by):
    MeasureVersion.objects.update(allows_negative=False)

    said, code = run(CRIME, office_column="force", by=by)

    negative = recorded_crime[recorded_crime.value < 0]
    assert code == 1
    assert {each["row"] for each in said["rejected"]} == set(negative.index + 2)
    assert {each["code"] for each in said["rejected"]} == {"out_of_range"}
    assert not Observation.objects.exists()


@pytest.fixture
def south_wales():
    return OfficeFactory(
        force=OrganisationFactory(name="South Wales Police", aliases=["South Wales"])
    )


def test_quarters_of_outcome_rates_are_ratios_of_sums(south_wales, by):
    path = DATA / "sw_outcome_rates_monthly.csv"
    said, code = run(path, "--create-measures", office_column="force", by=by)
    assert (code, said["accepted"]) == (0, 648)

    compared = 0
    for name, sums in _sums_by_quarter(path).groupby(level="measure"):
        measure = _measure(name)
        for (_name, start), sum_ in sums.iterrows():
            quarter = Period.containing(start.date(), PeriodKind.QUARTER)
            point = reading.quarter_point_of(measure, quarter)
            parts = int(sum_.numerator), int(sum_.denominator)
            assert (point.numerator, point.denominator) == parts
            ratio = Decimal(100) * parts[0] / parts[1]
            assert round(point.value, 9) == round(ratio, 9)
            compared += 1
    assert compared == 18 * 11


def _sums_by_quarter(path):
    """Numerators and denominators of the quarters of which all three months are in."""
    frame = pd.read_csv(path, parse_dates=["period_start"])
    quarter = frame.period_start.dt.to_period("Q").dt.start_time
    by_quarter = frame.groupby(["measure", quarter.rename("quarter")])
    months = by_quarter.size()
    parts = by_quarter[["numerator", "denominator"]].sum()
    return parts[(months == 3) & (parts.denominator > 0)]


def _measure(name):
    rows = Observation.objects.filter(breakdown="")
    return Measure.objects.with_recorded(rows).get(versions__name=name)


def test_districts_come_in_as_a_breakdown_beside_the_whole(south_wales, by):
    by_district = DATA / "sw_street_crime_monthly_by_district.csv"
    whole = DATA / "sw_street_crime_monthly.csv"
    run(whole, "--create-measures", office_column="force", by=by)
    frame = pd.read_csv(by_district)
    _name_the_districts(frame)

    said, code = run(
        by_district, office=south_wales.slug, by=by, map=["area=breakdown"]
    )

    assert (code, said["accepted"], said["rejected"]) == (0, 3_528, [])
    assert Observation.objects.exclude(breakdown="").count() == 3_528
    assert Breakdown.objects.values("name").distinct().count() == 7
    total = frame[
        (frame.measure == "Burglary") & (frame.period_start == "2024-01-01")
    ].value.sum()
    districts = Observation.objects.filter(
        measure__versions__name="Burglary", period_start="2024-01-01"
    ).exclude(breakdown="")
    assert sum(row.value for row in districts) == int(total)


def _name_the_districts(frame):
    measures = Measure.objects.with_definitions()
    known = {measure.name: measure for measure in measures}
    pairs = sorted(set(zip(frame.measure, frame.area, strict=True)))
    Breakdown.objects.bulk_create(
        Breakdown(measure=known[measure], dimension="District", name=area)
        for measure, area in pairs
    )
