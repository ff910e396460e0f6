"""Somebody without a mouse: from one thing to the next with Tab."""

MOST_TABS = 400
"""More things than any page has before the one that is looked for."""


def tab_to(page, words, among="a"):
    """Press Tab until something that says ``words`` has the focus."""
    for _tab in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.locator(f":is({among}):focus")
        if here.count() and words in " ".join(here.inner_text().split()):
            return
    raise AssertionError(f"Nothing says {words!r} on {page.url}")


def tab_into(page, name):
    """Press Tab until the field of that name has the focus."""
    for _tab in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.locator(f"[name='{name}']:focus").count():
            return
    raise AssertionError(f"No field is called {name!r} on {page.url}")
