"""Reading a collection from a file."""

import pytest

from measures.domain.collection import entries_in
from measures.domain.sheet import Unreadable


def csv(*rows):
    return "\n".join(["priority,metric,kind,polarity,source", *rows]).encode()


def test_each_row_is_a_metric_under_its_priority():
    found = entries_in(csv("Safer streets,Burglary,count,lower,Police"))
    entry = found.accepted[0]
    assert (entry.priority, entry.metric) == ("Safer streets", "Burglary")
    assert (entry.kind, entry.polarity, entry.source) == ("count", "lower", "Police")
    assert found.findings == ()


def test_kind_polarity_and_source_may_be_left_open():
    found = entries_in(b"metric;priority\nBurglary;Safer streets\n")
    assert (found.accepted[0].kind, found.accepted[0].polarity) == ("", "")


def test_a_fault_names_its_row_and_its_column():
    found = entries_in(
        csv(
            "Safer streets,Burglary,number,lower,",
            "Safer streets,Robbery,count,down,",
            ",Theft,count,lower,",
            "Safer streets,Arson,count,lower,",
            "safer  streets,ARSON,count,lower,",
        )
    )
    said = [(each.row, each.column, each.code) for each in found.findings]
    assert said == [
        (2, "kind", "unknown_choice"),
        (3, "polarity", "unknown_choice"),
        (4, "priority", "missing"),
        (6, "metric", "duplicate"),
    ]
    assert "row 5" in found.findings[-1].message
    assert [entry.metric for entry in found.accepted] == ["Arson"]


def test_a_file_without_a_needed_column_says_which():
    with pytest.raises(Unreadable, match="no column called “metric”"):
        entries_in(b"priority,name\nSafer streets,Burglary\n")


def test_an_empty_file_says_so():
    with pytest.raises(Unreadable, match="empty"):
        entries_in(b"  \n")
