"""Addresses of scrutiny at the desk: bodies, meetings, questions and answers."""

from django.urls import path

from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.views import answers, meetings, questions

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
    path(
        "questions/",
        allow(Can.READ_DESK)(questions.QuestionList.as_view()),
        name="questions",
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
]
