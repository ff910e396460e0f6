"""Addresses of measures, and the page of one with its questions and actions."""

from django.urls import path

from measures import urls
from scrutiny.views import measures

app_name = urls.app_name

urlpatterns = [
    *urls.urlpatterns,
    path("<str:code>/", measures.measure, name="measure"),
]
