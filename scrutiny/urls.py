"""Addresses of scrutiny at the desk: bodies, meetings, questions and answers."""

from django.urls import path

from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.views import (
    actions,
    agendas,
    answers,
    dates,
    drafting,
    facts,
    feeds,
    meetings,
    membership,
    minutes,
    papers,
    questions,
    register,
    requests,
    series,
    steps,
)


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
    path("bodies/<int:pk>/series/add/", series.add_series, name="series-add"),
    path("series/<int:pk>/edit/", series.edit_series, name="series-edit"),
    path("series/<int:pk>/year/", series.plan_year, name="series-year"),
    path("bodies/<int:pk>/terms/", membership.terms, name="terms"),
    path("bodies/<int:pk>/terms/add/", membership.approve_terms, name="terms-add"),
    path("bodies/<int:pk>/seats/add/", membership.seat, name="seat"),
    path("seats/<int:pk>/end/", membership.end_seat, name="seat-end"),
    path("meetings/<int:pk>/attendance/", membership.attendance, name="attendance"),
    path("meetings/<int:pk>/attendance/add/", membership.attend, name="attend"),
    path("attendance/<int:pk>/remove/", membership.strike_out, name="strike-out"),
    path("calendars/", feeds.feeds, name="feeds"),
    path("calendars/mine/", feeds.give_out_mine, name="feed-mine"),
    path("calendars/add/", feeds.give_out, name="feed-add"),
    path("calendars/<int:pk>/revoke/", feeds.revoke, name="feed-revoke"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", meetings.edit_meeting, name="meeting-edit"),
    path("meetings/<int:pk>/cancel/", meetings.cancel_meeting, name="meeting-cancel"),
    path("meetings/<int:pk>/begin/", agendas.begin, name="agenda-begin"),
    path("meetings/<int:pk>/hold/", agendas.hold, name="meeting-hold"),
    path("meetings/<int:pk>/items/add/", agendas.add_item, name="item-add"),
    path("items/<int:pk>/", agendas.item, name="item"),
    path("items/<int:pk>/edit/", agendas.edit_item, name="item-edit"),
    path("items/<int:pk>/remove/", agendas.remove_item, name="item-remove"),
    path("items/<int:pk>/move/", agendas.move_item, name="item-move"),
    path("items/<int:pk>/restrict/", agendas.restrict, name="item-restrict"),
    path("items/<int:pk>/release/", agendas.release, name="item-release"),
    path("items/<int:pk>/invite/", agendas.invite, name="invite"),
    path("invitees/<int:pk>/remove/", agendas.uninvite, name="uninvite"),
    path("items/<int:pk>/papers/add/", papers.ask_for, name="paper-add"),
    path("papers/<int:pk>/", papers.paper, name="paper"),
    path("papers/<int:pk>/edit/", papers.edit, name="paper-edit"),
    path("papers/<int:pk>/upload/", papers.upload, name="paper-upload"),
    path("papers/<int:pk>/write/", papers.write, name="paper-write"),
    path("papers/<int:pk>/accept/", papers.accept, name="paper-accept"),
    path("papers/<int:pk>/return/", papers.send_back, name="paper-return"),
    path("papers/versions/<int:pk>/download/", papers.download, name="paper-download"),
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
    path("actions/<slug:key>/links/", actions.revoke_links, name="action-links"),
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
    path(
        "questions/",
        allow(Can.READ_DESK)(questions.QuestionList.as_view()),
        name="questions",
    ),
    path(
        "questions/from-exceptions/",
        drafting.from_exceptions,
        name="questions-from-exceptions",
    ),
    path("questions/add/", questions.add_question, name="question-add"),
    path("questions/<int:pk>/", questions.question, name="question"),
    path("questions/<int:pk>/edit/", questions.edit_question, name="question-edit"),
    path("questions/<int:pk>/ask/", questions.ask_question, name="question-ask"),
    path("questions/<int:pk>/drop/", questions.drop_question, name="question-drop"),
    path(
        "questions/<int:pk>/again/",
        questions.ask_question_again,
        name="question-again",
    ),
    path(
        "questions/<int:pk>/answer/",
        questions.write_answer_down,
        name="question-answer",
    ),
    path("answers/", answers.answers, name="answers"),
    path("answers/<uuid:key>/", answers.answer, name="answer"),
    path("minutes/<int:pk>/", minutes.minutes, name="minutes"),
    path("minutes/<int:pk>/begin/", minutes.begin_minutes, name="minutes-begin"),
    path("minutes/<int:pk>/agree/", minutes.agree_minutes, name="minutes-agree"),
    path("minutes/items/<int:pk>/", minutes.minuted_item, name="minuted-item"),
    path("minutes/items/<int:pk>/write/", minutes.write_minute, name="minute-write"),
    path(
        "minutes/items/<int:pk>/assurance/",
        minutes.state_assurance,
        name="assurance-state",
    ),
    *(
        path(
            f"minutes/items/<int:pk>/{name}/",
            minutes.capture,
            {"name": name},
            name=f"{name}-capture",
        )
        for name in minutes.RAISED
    ),
    path("facts/", facts.fact_checks, name="fact-checks"),
    path("facts/<int:pk>/", facts.fact_check, name="fact-check"),
    path(
        "facts/<str:period>/start/<int:organisation_pk>/",
        facts.start_check,
        name="fact-check-start",
    ),
    path("facts/remarks/<int:pk>/reply/", facts.reply_to_remark, name="fact-reply"),
    path("answers/facts/<uuid:key>/", facts.facts_to_check, name="facts-to-check"),
    path(
        "answers/facts/<uuid:key>/confirm/", facts.confirm_facts, name="facts-confirm"
    ),
]
