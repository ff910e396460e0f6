"""Addresses that calendar programs read, below an office's slug."""

from django.urls import path

from scrutiny.views import feeds

app_name = "calendar"

urlpatterns = [
    path("<str:signed>/meetings.ics", feeds.calendar, name="feed"),
]
