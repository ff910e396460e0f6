"""What every test shares: the folder decides whether it may use the database."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("shared machine")

NO_DATABASE = {"domain", "figures", "browser"}
"""The pure rules have none; the browser's server has one of its own."""


def pytest_collection_modifyitems(items):
    """Every test may use the database, but for those in these folders."""
    for item in items:
        if not NO_DATABASE.intersection(item.path.parts):
            item.add_marker(pytest.mark.django_db)
