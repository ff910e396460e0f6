"""Addresses of the public face, below an office's slug."""

from django.urls import path

from reports.public import papers, views
from reports.views import asking

app_name = "public"

urlpatterns = [
    path("", views.home, name="home"),
    path("accent.css", views.accent, name="accent"),
    path("plan/", views.plan, name="plan"),
    path("plan/<slug:slug>/", views.plan_version, name="plan-version"),
    path("plan/<slug:slug>/<str:filename>", views.plan_file, name="plan-file"),
    path("scrutiny/", views.agendas, name="agendas"),
    path("scrutiny/<slug:slug>/", views.agenda, name="agenda"),
    path("scrutiny/<slug:slug>/<str:filename>", views.agenda_file, name="agenda-file"),
    path(
        "scrutiny/<slug:slug>/papers/<str:filename>",
        views.agenda_paper,
        name="agenda-paper",
    ),
    path("measures/", views.measures, name="measures"),
    path("measures/<str:code>/", views.measure, name="measure"),
    path("measures/<str:code>/explore/", views.explore, name="explore"),
    path("papers/", papers.papers, name="papers"),
    path("papers/questions/", asking.panel_questions, name="panel-questions"),
    path("papers/<slug:slug>/question/", asking.put_question, name="panel-question"),
    path("reports/", views.reports, name="reports"),
    path("reports/<slug:slug>/", views.report, name="report"),
    path("reports/<slug:slug>/<str:filename>", views.report_file, name="report-file"),
    path("<path:path>/", views.elsewhere, name="elsewhere"),
]
