"""Addresses of My work and of an office's settings, below its desk."""

from django.urls import path

from measures.views import exceptions
from opcc.site.views import cycles, settings, work

app_name = "site"

urlpatterns = [
    path("", work.my_work, name="my-work"),
    path("returns/<str:quarter>/cycle/", cycles.cycle, name="cycle"),
    path("returns/<str:quarter>/cycle/days/", cycles.days, name="cycle-days"),
    path("returns/<str:quarter>/cycle/<str:move>/", cycles.move, name="cycle-move"),
    path("settings/", settings.settings, name="settings"),
    path("settings/office/", settings.office, name="office"),
    path("settings/exceptions/", exceptions.triggers, name="triggers"),
    path("settings/people/", settings.people, name="people"),
    path("settings/people/add/", settings.add_person, name="person-add"),
    path("settings/people/<int:pk>/end/", settings.end_role, name="role-end"),
    path("settings/organisations/", settings.organisations, name="organisations"),
    path(
        "settings/organisations/add/",
        settings.add_organisation,
        name="organisation-add",
    ),
    path("settings/posts/", settings.posts, name="posts"),
    path("settings/posts/add/", settings.add_post, name="post-add"),
    path("settings/posts/<int:pk>/appoint/", settings.appoint, name="appoint"),
    path("settings/audit/", settings.audit_log, name="audit"),
]
