"""The project's settings with one address more: the floor that pages are held to."""

from opcc.settings import *  # noqa: F403

ROOT_URLCONF = "opcc.site.bench.urls"
