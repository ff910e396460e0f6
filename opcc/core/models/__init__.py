"""What every app shares, as rows."""

from opcc.core.models.audit import AuditLine
from opcc.core.models.offices import Office, Organisation
from opcc.core.models.people import Appointment, Post, RoleHolding, User
from opcc.core.models.periods import PeriodColumns
from opcc.core.models.restrictions import Restriction

__all__ = [
    "Appointment",
    "AuditLine",
    "Office",
    "Organisation",
    "PeriodColumns",
    "Post",
    "Restriction",
    "RoleHolding",
    "User",
]
