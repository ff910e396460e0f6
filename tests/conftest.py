"""What every test shares: the folder decides whether it may use the database."""

import pytest

NO_DATABASE = {"domain", "figures", "browser"}
"""The pure rules have none; the browser's server has one of its own."""


def pytest_collection_modifyitems(items):
    """Every test may use the database, but for those in these folders."""
    for item in items:
        if not NO_DATABASE.intersection(item.path.parts):
            item.add_marker(pytest.mark.django_db)
