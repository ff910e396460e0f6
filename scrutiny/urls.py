"""Addresses of bodies and meetings at the desk."""

from django.urls import path

from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.views import actions, dates, meetings, register, requests, steps


def step(taken: steps.Step, permission: Can):
    """The page of one step of an action, for those who may take it."""
    return allow(permission)(actions.TakeStep.as_view(step=taken))


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
    path("actions/", register.actions, name="actions"),
    path("actions.csv", register.export, name="actions-export"),
    path("actions/add/", actions.add, name="action-add"),
    path("actions/remind/", register.remind, name="actions-remind"),
    path("actions/views/save/", register.save_view, name="view-save"),
    path("actions/views/<int:pk>/drop/", register.drop_view, name="view-drop"),
    path("actions/dates/<int:pk>/", dates.decide, name="date-decide"),
    path("actions/<slug:key>/", actions.action, name="action"),
    path("actions/<slug:key>/edit/", actions.edit, name="action-edit"),
    path("actions/<slug:key>/start/", actions.start, name="action-start"),
    path("actions/<slug:key>/date/", actions.ask_for_date, name="action-date"),
    path(
        "actions/<slug:key>/update/",
        step(steps.UPDATE, Can.UPDATE_ACTIONS),
        name="action-update",
    ),
    path(
        "actions/<slug:key>/sign-off/",
        step(steps.OFFER, Can.UPDATE_ACTIONS),
        name="action-offer",
    ),
    path(
        "actions/<slug:key>/close/",
        step(steps.CLOSE, Can.DECIDE_ACTIONS),
        name="action-close",
    ),
    path(
        "actions/<slug:key>/refuse/",
        step(steps.REFUSE, Can.DECIDE_ACTIONS),
        name="action-refuse",
    ),
    path(
        "actions/<slug:key>/accept/",
        step(steps.ACCEPT, Can.DECIDE_ACTIONS),
        name="action-accept",
    ),
    path(
        "actions/<slug:key>/supersede/",
        step(steps.SUPERSEDE, Can.EDIT_ACTIONS),
        name="action-supersede",
    ),
    path(
        "actions/<slug:key>/reopen/",
        step(steps.REOPEN, Can.EDIT_ACTIONS),
        name="action-reopen",
    ),
    path("requests/", requests.information_requests, name="requests"),
    path("requests/add/", requests.add, name="request-add"),
    path("requests/<slug:key>/", requests.information_request, name="request"),
    path("requests/<slug:key>/answer/", requests.answer, name="request-answer"),
]
