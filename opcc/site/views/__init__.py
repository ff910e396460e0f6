"""The pages that join the apps."""

from opcc.site.views.open import healthz, offices, start

__all__ = ["healthz", "offices", "start"]
