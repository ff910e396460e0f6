"""Addresses of reports at the desk."""

from django.urls import path

from opcc.core.access import allow
from opcc.core.roles import Can
from reports.views import (
    agendas,
    announcing,
    disclosure,
    editions,
    minutes,
    moves,
    programmes,
    publications,
    records,
    responses,
    steps,
)

app_name = "reports"

edition = "<int:pk>/"

urlpatterns = [
    path("", allow(Can.READ_DESK)(editions.EditionList.as_view()), name="editions"),
    path("add/", editions.add, name="edition-add"),
    path(
        "publications/",
        allow(Can.READ_DESK)(publications.PublicationList.as_view()),
        name="publications",
    ),
    path("publications/<int:pk>/people/", announcing.people, name="publication-people"),
    path("publications/<int:pk>/correct/", publications.correct, name="correct"),
    path("plans/<int:pk>/publish/", publications.publish_plan, name="plan-publish"),
    path("agendas/<int:pk>/", agendas.issues, name="agenda-issues"),
    path("agendas/<int:pk>/publish/", agendas.publish, name="agenda-publish"),
    path("agendas/<int:pk>/late/", agendas.publish_late, name="agenda-late"),
    path("agendas/issues/<int:pk>/download/", agendas.issue_file, name="agenda-file"),
    path("answers/<int:pk>/publish/", records.publish_answer, name="answer-publish"),
    path(
        "decisions/<int:pk>/publish/",
        records.publish_decision,
        name="decision-publish",
    ),
    path("minutes/<int:pk>/publish/", minutes.publish, name="minutes-publish"),
    path("minutes/<int:pk>/download/", minutes.minutes_file, name="minutes-file"),
    path("programme/publish/", programmes.publish, name="programme-publish"),
    path("responses/<int:pk>/", responses.response, name="response"),
    path("responses/<int:pk>/publish/", responses.publish, name="response-publish"),
    path(edition, editions.edition, name="edition"),
    path(f"{edition}edit/", editions.edit, name="edition-edit"),
    path(f"{edition}blockers/", editions.edition_blockers, name="edition-blockers"),
    path(f"{edition}disclosure/", disclosure.page, name="disclosure"),
    path(
        f"{edition}disclosure/<int:proposal>/hide/",
        disclosure.hide,
        name="disclosure-hide",
    ),
    path(
        f"{edition}disclosure/<int:proposal>/again/",
        disclosure.again,
        name="disclosure-again",
    ),
    path(
        f"{edition}disclosure/decisions/<int:suppression>/withdraw/",
        disclosure.withdraw,
        name="disclosure-withdraw",
    ),
    path(
        f"{edition}disclosure/<str:code>/<slug:prompt>/confirm/",
        disclosure.confirm,
        name="confirm",
    ),
    path(f"{edition}preview/", editions.preview, name="edition-preview"),
    path(
        f"{edition}freeze/",
        allow(Can.BUILD_EDITIONS)(moves.FreezeEdition.as_view()),
        name="edition-freeze",
    ),
    path(f"{edition}freezing/", moves.progress, name="freezing"),
    path(f"{edition}sign-off/", moves.move(steps.SIGN_OFF), name="edition-sign-off"),
    path(f"{edition}approve/", moves.move(steps.APPROVE), name="edition-approve"),
    path(f"{edition}publish/", moves.move(steps.PUBLISH), name="edition-publish"),
    path(f"{edition}embargo/", moves.move(steps.EMBARGO), name="edition-embargo"),
    path(f"{edition}return/", moves.move(steps.RETURN), name="edition-return"),
    path(f"{edition}<slug:media>/download/", editions.download, name="download"),
]
