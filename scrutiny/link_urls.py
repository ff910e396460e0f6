"""Addresses of an owner's signed link, outside the desk."""

from django.urls import path

from scrutiny.views import linked

app_name = "linked"

urlpatterns = [
    path("<str:token>/", linked.action, name="action"),
    path("<str:token>/start/", linked.start, name="start"),
    path("<str:token>/update/", linked.update, name="update"),
    path("<str:token>/sign-off/", linked.offer, name="offer"),
    path("<str:token>/date/", linked.ask_for_date, name="date"),
]
