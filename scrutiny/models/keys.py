"""Keys of addresses: of no order, so that nobody counts the others by their own."""

from __future__ import annotations

from django.utils.crypto import get_random_string

KEY_LENGTH = 8

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without those that are read for one another: 0 and o, 1, i and l."""


def new_key() -> str:
    return get_random_string(KEY_LENGTH, LETTERS)
