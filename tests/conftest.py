"""What every test shares: the folder decides whether it may use the database.

And which worker it goes to: tests of a file share what they set up, and all that look
at the demonstration office share it, for telling it takes a minute.
"""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("shared machine")

NO_DATABASE = {"domain", "figures", "browser"}
"""The pure rules have none; the browser's server has one of its own."""


def pytest_collection_modifyitems(items):
    for item in items:
        if not NO_DATABASE.intersection(item.path.parts):
            item.add_marker(pytest.mark.django_db)
        is_of_demo = "demo" in item.path.parts
        item.add_marker(pytest.mark.xdist_group("demo" if is_of_demo else item.path))
