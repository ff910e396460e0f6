"""Addresses of bodies and meetings at the desk."""

from django.urls import path

from scrutiny.views import meetings

app_name = "scrutiny"

urlpatterns = [
    path("", meetings.bodies, name="bodies"),
    path("bodies/add/", meetings.add_body, name="body-add"),
    path("bodies/<int:pk>/", meetings.body, name="body"),
    path("bodies/<int:pk>/edit/", meetings.edit_body, name="body-edit"),
    path(
        "bodies/<int:body_pk>/meetings/add/", meetings.add_meeting, name="meeting-add"
    ),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", meetings.edit_meeting, name="meeting-edit"),
    path("meetings/<int:pk>/cancel/", meetings.cancel_meeting, name="meeting-cancel"),
]
