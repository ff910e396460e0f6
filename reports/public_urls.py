"""Addresses of the public face, below an office's slug."""

from django.urls import path

from reports.models import PLACES, Kind
from reports.public import feeds, searching, statistics, views
from reports.views import (
    announcing,
    asking,
    panel,
    recommending,
    subscribing,
    versions,
)

app_name = "public"

REPORTS = PLACES[Kind.EDITION].folder

LISTS = {
    Kind.EDITION: views.reports,
    Kind.PLAN: views.plan,
    Kind.AGENDA: views.meetings,
}
"""The kinds whose first page is more than a list."""


def of_kind(kind: Kind):
    """Three addresses: what there is of a kind, one publication, and its files."""
    folder = f"{PLACES[kind].folder}/"
    one = {"kind": kind}
    first = LISTS.get(kind, views.publications(kind))
    return [
        path(folder, first, name=f"{kind}-list"),
        path(f"{folder}<slug:slug>/", views.publication, one, name=f"{kind}"),
        path(
            f"{folder}<slug:slug>/<str:filename>",
            views.publication_file,
            one,
            name=f"{kind}-file",
        ),
    ]


urlpatterns = [
    path("", views.home, name="home"),
    path("accent.css", views.accent, name="accent"),
    path("search/", searching.search, name="search"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("feed.atom", feeds.feed, name="feed"),
    path("meetings.ics", feeds.meetings, name="meetings"),
    path(f"{REPORTS}/compare/", views.compare, name="compare"),
    path(
        f"{REPORTS}/compare/revisions.csv",
        views.compared_revisions,
        name="compare-revisions",
    ),
    path(f"{REPORTS}/<slug:slug>/changed/", views.changed, name="edition-changed"),
    path(
        f"{REPORTS}/<slug:slug>/changed/revisions.csv",
        views.revisions,
        name="edition-revisions",
    ),
    *(address for kind in PLACES for address in of_kind(kind)),
    path(
        "scrutiny/<slug:slug>/papers/<str:filename>",
        views.file_beside,
        {"kind": Kind.AGENDA},
        name="agenda-paper",
    ),
    path(
        f"{PLACES[Kind.COVER].folder}/<slug:slug>/appendices/<str:filename>",
        views.file_beside,
        {"kind": Kind.COVER},
        name="cover-appendix",
    ),
    path("measures/", views.measures, name="measures"),
    path("measures/<str:code>/", views.measure, name="measure"),
    path("measures/<str:code>/explore/", views.explore, name="explore"),
    path(
        "measures/<str:code>/<str:filename>",
        statistics.measure_file,
        name="measure-file",
    ),
    path("about-the-data/", statistics.about, name="about"),
    path("accessibility/", statistics.accessibility, name="accessibility"),
    path("api/", statistics.api, name="api"),
    path("api/publications.json", statistics.publications, name="api-publications"),
    path("api/measures.json", statistics.measures, name="api-measures"),
    path("subscribe/", subscribing.subscribe, name="subscribe"),
    path("subscribe/sent/", subscribing.sent, name="subscribe-sent"),
    path("subscribe/<str:key>/confirm/", subscribing.confirm, name="subscribe-confirm"),
    path("subscribe/<str:key>/leave/", subscribing.leave, name="subscribe-leave"),
    path("papers/", panel.papers, name="papers"),
    path("papers/announcements/", announcing.choice, name="announcements"),
    path("papers/questions/", asking.panel_questions, name="panel-questions"),
    path("papers/ask/", asking.documents, name="panel-documents"),
    path(
        "papers/ask/<slug:kind>/<slug:slug>/", asking.numbered, name="panel-paragraphs"
    ),
    path(
        "papers/ask/<slug:kind>/<slug:slug>/question/",
        asking.put_question,
        name="panel-question",
    ),
    path("papers/recommendations/", recommending.listed, name="panel-said"),
    path("papers/recommendations/add/", recommending.add, name="panel-said-add"),
    path(
        "papers/recommendations/<int:pk>/edit/",
        recommending.edit,
        name="panel-said-edit",
    ),
    path(
        "papers/recommendations/<int:pk>/close/",
        recommending.close,
        name="panel-said-close",
    ),
    path("papers/<slug:slug>/", versions.panel_version, name="panel-version"),
    path("papers/<slug:slug>/<str:filename>", versions.panel_file, name="panel-file"),
    path(
        "papers/<slug:slug>/question/",
        asking.about_edition,
        name="panel-question-edition",
    ),
    path("<path:path>/", views.elsewhere, name="elsewhere"),
]
