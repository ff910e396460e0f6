"""The import's benchmark measures two ways to the same table."""

import pytest

from measures.models import Observation
from opcc.site.bench import imports


@pytest.fixture
def world(tmp_path):
    return imports._world(tmp_path / "values.csv", 600)


def stored():
    names = ("measure__code", "breakdown", "period_start", "period_end", "value")
    return list(Observation.objects.order_by("pk").values_list(*names))


def test_the_import_and_the_bare_inserts_fill_the_table_alike(world):
    imports._import(world)
    ours = stored()
    imports._empty()
    imports._bare(world)

    assert len(ours) == 600
    assert stored() == ours
