"""Addresses of reports at the desk."""

from django.urls import path

from opcc.core.access import allow
from opcc.core.roles import Can
from reports.views import (
    agendas,
    announcing,
    annual,
    changed,
    cover_parts,
    covers,
    derived,
    disclosure,
    editions,
    frameworks,
    minutes,
    moves,
    packs,
    parts,
    programmes,
    publications,
    records,
    registers,
    responses,
    steps,
    versions,
)

app_name = "reports"

edition = "<int:pk>/"
cover = "covers/<int:pk>/"
cover_section = "covers/sections/<int:pk>/"
edition_part = f"{edition}parts/<slug:name>/"
appendix = "covers/appendices/<int:pk>/"
yearly = "annual/<int:pk>/"

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
    path("framework/publish/", frameworks.publish, name="framework-publish"),
    path("minutes/<int:pk>/publish/", minutes.publish, name="minutes-publish"),
    path("minutes/<int:pk>/download/", minutes.minutes_file, name="minutes-file"),
    path("programme/publish/", programmes.publish, name="programme-publish"),
    path("register/publish/", registers.publish, name="register-publish"),
    path("responses/<int:pk>/", responses.response, name="response"),
    path("responses/<int:pk>/publish/", responses.publish, name="response-publish"),
    path("topics/<int:pk>/pack/", packs.pack, name="pack"),
    path(
        "topics/<int:pk>/pack/<int:edition>/publish/",
        packs.publish,
        name="pack-publish",
    ),
    path("annual/", annual.listed, name="annual-reports"),
    path("annual/add/", annual.add, name="annual-add"),
    path(yearly, annual.annual, name="annual"),
    path(f"{yearly}statement/", annual.statement, name="annual-statement"),
    path(f"{yearly}preview/", annual.preview, name="annual-preview"),
    path(f"{yearly}publish/", annual.publish, name="annual-publish"),
    path("covers/", covers.covers, name="covers"),
    path("covers/add/", covers.add, name="cover-add"),
    path(cover, covers.cover, name="cover"),
    path(f"{cover}edit/", covers.edit, name="cover-edit"),
    path(f"{cover}preview/", covers.preview, name="cover-preview"),
    path(f"{cover}publish/", covers.publish, name="cover-publish"),
    path(f"{cover}<slug:media>/download/", covers.download, name="cover-download"),
    path(f"{cover}sections/add/", cover_parts.add_section, name="cover-section-add"),
    path(
        f"{cover}recommendations/",
        cover_parts.recommendations,
        name="cover-recommendations",
    ),
    path(f"{cover}implications/", cover_parts.implications, name="cover-implications"),
    path(
        f"{cover}recommendations/<int:number>/outcome/",
        covers.outcome,
        name="cover-outcome",
    ),
    path(f"{cover}people/", cover_parts.people, name="cover-people"),
    path(f"{cover}appendices/add/", cover_parts.append, name="cover-append"),
    path(cover_section, cover_parts.section, name="cover-section"),
    path(f"{cover_section}move/", cover_parts.move_section, name="cover-section-move"),
    path(
        f"{cover_section}remove/",
        cover_parts.remove_section,
        name="cover-section-remove",
    ),
    path(f"{appendix}move/", cover_parts.move_appendix, name="cover-appendix-move"),
    path(
        f"{appendix}remove/", cover_parts.remove_appendix, name="cover-appendix-remove"
    ),
    path(edition, editions.edition, name="edition"),
    path(f"{edition}derived/", derived.listed, name="derived"),
    path(f"{edition}derived/<slug:key>/", derived.publish, name="derived-publish"),
    path(f"{edition}edit/", editions.edit, name="edition-edit"),
    path(f"{edition}blockers/", editions.edition_blockers, name="edition-blockers"),
    path(f"{edition}disclosure/", disclosure.page, name="disclosure"),
    path(
        f"{edition}disclosure/propose/", disclosure.propose, name="disclosure-propose"
    ),
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
    path(f"{edition}parts/", parts.composition, name="composition"),
    path(f"{edition}parts/add/", parts.add, name="part-add"),
    path(f"{edition}parts/standard/", parts.standard, name="parts-standard"),
    path(edition_part, parts.part, name="part"),
    path(f"{edition_part}move/", parts.move, name="part-move"),
    path(f"{edition_part}leave-out/", parts.leave_out, name="part-leave-out"),
    path(f"{edition_part}put-back/", parts.put_back, name="part-put-back"),
    path(f"{edition_part}remove/", parts.remove, name="part-remove"),
    path(f"{edition}preview/", editions.preview, name="edition-preview"),
    path(f"{edition}changed/", changed.changed, name="edition-changed"),
    path(f"{edition}versions/<slug:audience>/", versions.version, name="version"),
    path(
        f"{edition}versions/<slug:audience>/<slug:media>/download/",
        versions.version_file,
        name="version-file",
    ),
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
