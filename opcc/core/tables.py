"""What every list at the desk is: a table whose address cannot break its page."""

from __future__ import annotations

import django_tables2 as tables

MOST = 100
"""Rows of a page that somebody may ask for."""


class Table(tables.Table):
    """A page is as long as its view says; ``per_page`` in an address may ask for less
    or more, up to MOST."""

    def paginate(self, *args, per_page: int | None = None, **kwargs) -> Table:
        is_fit = per_page is not None and 0 < per_page <= MOST
        return super().paginate(*args, per_page=per_page if is_fit else None, **kwargs)
