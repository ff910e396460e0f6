"""What every test shares: the folder decides whether it may use the database.

And which worker it goes to: tests of a file share what they set up, and all that look
at the demonstration office share it, for telling it takes a minute.
"""

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

settings.register_profile(
    "shared machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("shared machine")

NO_DATABASE = {"domain", "figures", "browser"}
"""The pure rules have none; the browser's server has one of its own."""

DEMO = "tests/site/demo"


class ByFile(LoadFileScheduling):
    """A file goes to one worker, and so does the folder of the demonstration."""

    def _split_scope(self, nodeid):
        return DEMO if nodeid.startswith(DEMO) else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return ByFile(config, log)


def pytest_collection_modifyitems(items):
    """The longest of all begins first, so that no worker waits for it at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(DEMO))
    for item in items:
        if not NO_DATABASE.intersection(item.path.parts):
            item.add_marker(pytest.mark.django_db)
