"""What every test shares: the folder decides whether it may use the database."""

import pytest

PURE = {"domain", "figures"}


def pytest_collection_modifyitems(items):
    """Every test may use the database, but for those of the pure rules."""
    for item in items:
        if not PURE.intersection(item.path.parts):
            item.add_marker(pytest.mark.django_db)
