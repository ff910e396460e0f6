"""Reminding owners of their actions by email: links, letters, sending each once."""

from scrutiny.reminding.links import Expired, Unknown, opened
from scrutiny.reminding.sending import Told, ask, remind

__all__ = ["Expired", "Told", "Unknown", "ask", "opened", "remind"]
