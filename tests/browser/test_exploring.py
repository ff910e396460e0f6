"""The chart to explore, under the strict policy, by keyboard and without JavaScript."""

ADDRESS = "/westmarch/measures/1A/explore/"


def test_a_reader_explores_a_chart_by_keyboard(westmarch, visit):
    page = visit()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(ADDRESS)
    page.get_by_role("button", name="Load the chart to explore").press("Enter")
    page.wait_for_selector(".explore__plot .main-svg")

    told = page.get_by_role("status")
    latest = told.text_content()
    page.keyboard.press("ArrowLeft")
    assert told.text_content() != latest
    page.keyboard.press("End")
    assert told.text_content() == latest
    page.get_by_role("button", name="Zoom in").press("Enter")
    page.get_by_role("button", name="Show all").press("Enter")
    # A style or script that the policy refuses is an error in the console.
    assert said == []
