"""Background work: nudges only, each safe to run twice."""

from __future__ import annotations

from django_tasks import task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from reports import announcing
from reports.changes import disclosure, freezing


@task()
def freeze_edition(edition_pk: int) -> bool:
    """Freeze an edition that was asked for; false where another worker has it."""
    return freezing.freeze(edition_pk)


@task()
def work_out(proposal_pk: int) -> bool:
    """Find what else to hide; false where another has it, or it is out of date."""
    return disclosure.work_out(proposal_pk)


@task()
def send_announcement(announcement_pk: int) -> int:
    """Send the letters of an announcement that wait; how many went."""
    return announcing.send(announcement_pk)


@task()
def send_asked(office_pk: int) -> int:
    """Send what waits for those who asked an office to be told; how many went."""
    return announcing.send_asked(office_pk)


def nudged(of: Task = freeze_edition) -> set[int]:
    """The rows for which a nudge waits for a worker; one query."""
    waiting = DBTaskResult.objects.ready().filter(task_path=of.module_path)
    asked = waiting.values_list("args_kwargs", flat=True)
    return {said["args"][0] for said in asked}
