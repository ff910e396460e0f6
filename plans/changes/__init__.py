"""Everything that changes a plan, a verb for each act; each writes the audit log."""

from plans.changes.commitments import (
    add_commitment,
    delete_commitment,
    edit_commitment,
    move_commitment,
    update_commitment,
)
from plans.changes.headings import (
    add_objective,
    add_priority,
    delete_objective,
    delete_priority,
    edit_objective,
    edit_priority,
)
from plans.changes.versions import (
    add_plan,
    copy_plan,
    edit_plan,
    issue_plan,
    move_plan,
)

__all__ = [
    "add_commitment",
    "add_objective",
    "add_plan",
    "add_priority",
    "copy_plan",
    "delete_commitment",
    "delete_objective",
    "delete_priority",
    "edit_commitment",
    "edit_objective",
    "edit_plan",
    "edit_priority",
    "issue_plan",
    "move_commitment",
    "move_plan",
    "update_commitment",
]
