"""Addresses of scrutiny at the desk: bodies, meetings, questions and answers."""

from django.urls import path

from opcc.core.access import allow
from opcc.core.roles import Can
from scrutiny.views import answers, facts, meetings, minutes, questions

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
