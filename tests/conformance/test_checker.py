"""The checker of HTML finds what is wrong with a page, and nothing where nothing is."""

from tests.conformance.checker import findings

PAGE = (
    '<!doctype html><html lang="en-GB"><head><title>A page</title></head>'
    "<body><main>{}</main></body></html>"
)


def test_errors_and_warnings_are_told_with_the_address_of_the_page(tmp_path):
    pages = {
        "/sound/": PAGE.format("<h1>Words</h1><p>More</p>"),
        "/nested/": PAGE.format("<h1>Words</h1><p><div>More</div></p>"),
        "/unneeded/": PAGE.format("<h1>Words</h1><section><p>More</p></section>"),
    }

    found = findings(pages, tmp_path)

    assert {each.split(":")[0] for each in found} == {"/nested/", "/unneeded/"}
    assert any("error: No “p” element in scope" in each for each in found)
    assert any("warning: Section lacks heading" in each for each in found)
