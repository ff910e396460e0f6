"""Background work: nudges only, each safe to run twice."""

from __future__ import annotations

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from measures import uploading


@task()
def work_on_upload(upload_pk: int) -> bool:
    """Do what is asked of a file; false where there is nothing to be done."""
    return uploading.work_on(upload_pk)


def nudged() -> set[int]:
    """The files for which a nudge waits for a worker; one query."""
    waiting = DBTaskResult.objects.ready().filter(task_path=work_on_upload.module_path)
    asked = waiting.values_list("args_kwargs", flat=True)
    return {said["args"][0] for said in asked}
