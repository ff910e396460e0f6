"""Email addresses as they are compared and written to. Pure: no Django."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 254
"""Letters of an address. Source: RFC 5321, 4.5.3.1.3, without its brackets."""

LONGEST_NAME = 64
"""Letters before the @. Source: RFC 5321, 4.5.3.1.1."""

NAME = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
"""An atom, or several with dots between. Source: RFC 5322, 3.2.3."""

DOMAIN = re.compile(
    r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?"
)
"""Labels of at most 63 letters, the last no number. Source: RFC 1035, 2.3."""


class NoAddress(ValueError):
    """Not an address that every mail server can write to."""


def normalised(text: str) -> str:
    """The address in the one way that it is kept: small letters, all of them ASCII.

    Letters that are only drawn otherwise become plain ones, and a domain in another
    script its ASCII name, so that one inbox has one address. NoAddress for quoted
    names, names outside ASCII, numbers for a domain, and what is no plain address.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    name, _at, domain = plain.rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise NoAddress(text) from None
    address = f"{name}@{domain}"
    if len(name) > LONGEST_NAME or len(address) > LONGEST:
        raise NoAddress(text)
    if not (NAME.fullmatch(name) and DOMAIN.fullmatch(domain)):
        raise NoAddress(text)
    return address
