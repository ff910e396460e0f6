"""XmR results of an independent implementation, point by point, to the digit."""

import json
import os
from pathlib import Path

import pytest

from measures.domain import spc

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(os.environ.get("OPCC_TEST_DATA", ROOT.parent / "shared" / "data"))
EXAMPLES = FOLDER / "spc_examples.json"

CASES = (
    json.loads(EXAMPLES.read_text(encoding="utf-8"))["cases"]
    if EXAMPLES.is_file()
    else []
)

pytestmark = pytest.mark.skipif(
    not CASES,
    reason="spc_examples.json is absent; OPCC_TEST_DATA says where the folder is.",
)

NUMBERS = ("mean", "lower", "upper", "near_lower", "near_upper")


@pytest.fixture(params=CASES, ids=lambda case: case["id"])
def case(request):
    return request.param


def analysed(case):
    given = {name: value for name, value in case["input"].items() if name != "dates"}
    return spc.analyse(given.pop("values"), **given)


def test_the_verdicts_are_those_of_the_example(case):
    analysis = analysed(case)

    assert analysis.variation == case["expected"]["variation"]
    assert analysis.assurance == case["expected"]["assurance"]


def test_every_point_is_as_in_the_example(case):
    points, expected = analysed(case).points, case["expected"]["points"]

    assert len(points) == len(expected)
    for point, wanted in zip(points, expected, strict=True):
        told = (point.group, point.label, point.kind)
        assert told == (wanted["group"], wanted["label"], wanted["kind"])
        numbers = [getattr(point, name) for name in NUMBERS]
        assert numbers == pytest.approx([wanted[name] for name in NUMBERS], rel=1e-9)
