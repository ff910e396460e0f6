"""Real official statistics, read whole where the folder with them is at hand."""

import os
import time
from decimal import Decimal
from pathlib import Path

import pytest

from measures.domain.quantity import Kind
from measures.domain.sheet import MeasureSpec, check, normalise, read
from opcc.core.periods import PeriodKind

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(os.environ.get("OPCC_TEST_DATA", ROOT.parent / "shared" / "data"))

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="The folder of real data is absent; OPCC_TEST_DATA says where it is.",
)


def table_of(name, **columns):
    mapping = {"force": "office"} | columns
    return read((FOLDER / name).read_bytes(), filename=name, mapping=mapping)


def offices_of(table):
    at = table.fields.index("office")
    names = {line.cells[at] for line in table.rows}
    return {normalise(name): name for name in names}


def checked(name, **columns):
    table = table_of(name, **columns)
    return check(table, measures={}, offices=offices_of(table), create_measures=True)


def recorded_crime(*, allows_negative):
    table = table_of("prc_quarterly_pfa.csv")
    at = table.fields.index("measure")
    specs = {
        normalise(name): MeasureSpec(
            key=name,
            kind=Kind.COUNT,
            allows_negative=allows_negative,
            period_kinds=frozenset({PeriodKind.QUARTER}),
        )
        for name in {line.cells[at] for line in table.rows}
    }
    offices = offices_of(table)
    measures = dict.fromkeys(offices.values(), specs)
    return check(table, measures=measures, offices=offices)


def test_recorded_crime_is_read_but_for_eight_negative_counts():
    result = recorded_crime(allows_negative=False)

    assert len(result.accepted) == 59_172
    assert {finding.code for finding in result.rejected} == {"out_of_range"}
    assert len(result.rejected) == 8


def test_recorded_crime_is_read_whole_where_negative_counts_are_allowed():
    result = recorded_crime(allows_negative=True)

    assert (len(result.accepted), result.rejected) == (59_180, [])
    assert sum(row.value < 0 for row in result.accepted) == 8


def test_outcome_rates_agree_with_their_numerators_and_denominators():
    result = checked("sw_outcome_rates_monthly.csv")

    assert (len(result.accepted), result.rejected) == (648, [])
    assert result.accepted[0].value == Decimal(115_800) / 9_784


def test_districts_are_breakdowns():
    result = checked("sw_street_crime_monthly_by_district.csv", area="breakdown")

    assert (len(result.accepted), result.rejected) == (3_528, [])
    assert len({row.breakdown for row in result.accepted}) == 7


def test_officers_are_a_stock_on_a_day():
    result = checked("officer_fte_halfyearly.csv")

    assert (len(result.accepted), result.rejected) == (484, [])
    assert {spec.kind for spec in result.created.values()} == {Kind.STOCK}
    assert {row.period.kind for row in result.accepted} == {PeriodKind.DAY}


def test_a_hundred_thousand_rows_do_not_keep_a_person_waiting():
    lines = (f"Arson,area {at},2026-04-01,2026-06-30,{at}" for at in range(100_000))
    text = "measure,breakdown,period_start,period_end,value\n" + "\n".join(lines)

    started = time.perf_counter()
    table = read(text.encode())
    result = check(table, measures={"arson": MeasureSpec("M1", Kind.COUNT)})
    took = time.perf_counter() - started

    assert len(result.accepted) == 100_000
    assert took < 20  # seconds on a busy machine; about 3 on a quiet one
