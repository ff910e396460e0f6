"""The rules of plans, without Django."""
