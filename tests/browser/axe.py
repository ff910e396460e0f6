"""What axe finds on a page, as sentences; nothing is what a test wants."""

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


def findings(page):
    """Each violation with the first element that has it."""
    results = Axe().run(page, options=RULES).response
    return [
        f"{page.url}: {found['id']}: {found['help']}: {found['nodes'][0]['html'][:160]}"
        for found in results["violations"]
    ]


def sideways(page):
    """How many pixels the page scrolls sideways: none, at any width."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
