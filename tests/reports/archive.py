"""An exported folder as somebody finds it on a disk: what its pages lead to."""

from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    """Its links and sources, the ids that can be led to, and its elements."""

    def __init__(self, html):
        super().__init__()
        self.leads_to, self.ids, self.tags = [], set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        self.tags.add(tag)
        self.ids.add(said.get("id"))
        if said.get("rel") == "canonical":
            return
        for name in ("href", "src"):
            if name in said:
                self.leads_to.append(said[name])


def pages(folder):
    return {file: Page(file.read_text()) for file in sorted(folder.rglob("*.html"))}


def broken(folder):
    """Each page and address of it that leads nowhere on the disk."""
    read = pages(folder)
    return [
        (str(file.relative_to(folder)), address)
        for file, page in read.items()
        for address in page.leads_to
        if not _is_there(file, address, read, folder)
    ]


def _is_there(file, address, read, folder):
    parts = urlsplit(address)
    if parts.scheme in ("http", "https", "mailto", "tel"):
        return True
    if parts.scheme or parts.query or parts.path.startswith("/"):
        return False
    target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
    if not target.is_file() or not target.is_relative_to(folder.resolve()):
        return False
    named = parts.fragment
    return not named or target not in read or named in read[target].ids
