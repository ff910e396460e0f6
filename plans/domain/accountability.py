"""The matters for which the chief constable is held to account in particular.

Source: Police Reform and Social Responsibility Act 2011, section 1(8)(a) to (h).
Pure: no Django, no database.
"""

from __future__ import annotations

from enum import StrEnum


class AccountabilityDomain(StrEnum):
    """One of the matters of section 1(8), by its paragraph."""

    PLAN = "a"
    STRATEGIC_REQUIREMENT = "b"
    CODES = "c"
    COOPERATION = "d"
    ENGAGEMENT = "e"
    VALUE_FOR_MONEY = "f"
    EQUALITY = "g"
    CHILDREN = "h"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    AccountabilityDomain.PLAN: "Regard to the police and crime plan",
    AccountabilityDomain.STRATEGIC_REQUIREMENT: (
        "Regard to the strategic policing requirement"
    ),
    AccountabilityDomain.CODES: "Regard to codes of practice",
    AccountabilityDomain.COOPERATION: "Working with others",
    AccountabilityDomain.ENGAGEMENT: "Engaging with local people",
    AccountabilityDomain.VALUE_FOR_MONEY: "Value for money",
    AccountabilityDomain.EQUALITY: "Equality and diversity",
    AccountabilityDomain.CHILDREN: "Safeguarding children and their welfare",
}
