"""The checker of pages finds each of the faults it is for, and none where none is."""

import pytest

from reports.render import to_pdf
from tests.documents.layout import findings

PAGE = """<!doctype html><html lang="en-GB"><head><title>Made up</title><style>
@page {{ size: A4; margin: 24mm 18mm 20mm; @top-left {{ content: "Westmarch"; }}
@bottom-right {{ content: counter(page); }} }}
body {{ font: 10pt/1.4 "Source Sans 3"; margin: 0; }}
.filler {{ height: {filler}mm; }} .next {{ break-before: page; }}
h2, table, figure, p {{ margin: 0; }} svg {{ display: block; }}
td, th {{ width: 30mm; vertical-align: top; text-align: left; }} {rules}
</style></head><body><p>The first words of the page.</p><div class="filler"></div>
<p>The words above.</p>{body}</body></html>"""

FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="60">'
    "<title>A line that rises</title>"
    '<rect width="100" height="60"/></svg>'
)
LONG = "Twelve words that take up more than one line of a cell. " * 4


def made(body, *, filler=200, rules=""):
    return to_pdf(PAGE.format(body=body, filler=filler, rules=rules))


def found(body, **how):
    """What is amiss, each without its page and its words."""
    return [each.split(": ")[1] for each in findings(made(body, **how))]


@pytest.mark.parametrize("level", [1, 3, 6])
def test_a_heading_at_the_foot_of_a_page_is_found(level):
    rules = f"h{level} {{ break-after: auto; margin: 0 }}"
    heading = f"<h{level}>Alone</h{level}>"
    said = found(f'{heading}<p class="next">Words</p>', rules=rules)
    assert said == ["a heading stands at the foot"]
    assert found(f"{heading}<p>Words</p>") == []


def test_a_heading_inside_a_part_that_ends_with_it_is_found():
    said = found("<section><h2>Alone</h2></section><p class='next'>Words</p>")
    assert said == ["a heading stands at the foot"]


ROW = f"<tr><th>Code</th><td>{LONG}</td></tr>"


def test_a_row_that_goes_over_the_page_is_found():
    rows = f"<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{ROW * 3}"
    table = f"{rows}</tbody></table>"
    assert found(table) == ["a row is split"]
    assert found(table, rules="tr { break-inside: avoid }") == []


def test_a_tables_head_without_its_rows_is_found():
    rules = "thead { break-after: page } thead, tbody { display: block }"
    rows = "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr>"
    assert "a table's head stands at the foot" in found(
        f"{rows}</tbody></table>", rules=rules
    )


def test_a_caption_apart_from_its_figure_is_found():
    figure = f"<figure>{FIGURE}<figcaption>What it shows</figcaption></figure>"
    apart = found(figure, rules="figcaption { break-before: page }")
    assert apart == ["a caption stands apart from its figure"]
    assert found(figure) == []


def test_a_page_of_a_few_stranded_lines_is_found_unless_it_is_the_last():
    stranded = '<div class="next"><p>One line</p></div>'
    assert found(stranded) == []
    more = f'{stranded}<p class="next">More</p>'
    assert found(more) == ["only 4% of the page is filled"]


def test_a_finding_says_where_it_is():
    first = (
        '<p class="next">A page</p><div class="filler"></div><p>Full</p><h2>Alone</h2>'
    )
    (said,) = findings(made(f'{first}<p class="next">Words</p>'))
    assert said.startswith("page 2: a heading stands at the foot: 'A page Full Alone")
