"""Addresses of bodies and meetings at the desk."""

from django.urls import path

from scrutiny import views

app_name = "scrutiny"

urlpatterns = [
    path("", views.bodies, name="bodies"),
    path("bodies/add/", views.add_body, name="body-add"),
    path("bodies/<int:pk>/", views.body, name="body"),
    path("bodies/<int:pk>/edit/", views.edit_body, name="body-edit"),
    path("bodies/<int:body_pk>/meetings/add/", views.add_meeting, name="meeting-add"),
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", views.edit_meeting, name="meeting-edit"),
    path("meetings/<int:pk>/cancel/", views.cancel_meeting, name="meeting-cancel"),
]
