"""Asking for returns by email: links, letters, and sending each only once."""

from measures.reminding.links import Expired, Unknown, opened
from measures.reminding.sending import Told, chase, remind

__all__ = ["Expired", "Told", "Unknown", "chase", "opened", "remind"]
