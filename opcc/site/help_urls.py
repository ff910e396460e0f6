"""Addresses of help; two of its pages are linked from every shell."""

from django.urls import path

from opcc.site.views import help as views

app_name = "help"

urlpatterns = [
    path("", views.help_index, name="index"),
    path("<slug:slug>/", views.help_topic, name="topic"),
]
