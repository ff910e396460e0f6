"""The project's settings with what tests need: no secrets, fast passwords, no email."""

import os

os.environ.setdefault("OPCC_SECRET_KEY", "only-for-tests")
os.environ.setdefault("OPCC_HTTPS", "false")

from opcc.settings import *  # noqa: F403

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of what tests.ready has
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
