"""The pages that join the apps."""

from opcc.site.views.open import healthz, offices

__all__ = ["healthz", "offices"]
