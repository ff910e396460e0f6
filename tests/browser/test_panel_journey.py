"""A panel member with a phone, from the public face to a question and its answer.

At the width of a phone, with the keyboard only and without JavaScript.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD
from tests.browser.keyboard import tab_into, tab_to

REPORT = "Performance report: Westmarch Police and Crime Panel, 4 September 2026"
PARAGRAPH = "8 The Accountability Board looks at every measure"
QUESTION = "Which measure has been off its target the longest?"
ANSWER = "Time from report to charge: for three years."

ANSWERED = """
import datetime as dt
from opcc.core import clock
from opcc.core.access import standing_of
from opcc.core.models import Organisation, User
from scrutiny.changes import questions
from scrutiny.models import Question, Response

question = Question.objects.select_related("office__force").get(text={text!r})
tom = User.objects.get(email="tom.askew@westmarch.example")
today = clock.today()
questions.ask(question=question, asked_of=question.office.force, due_on=today, by=tom)
question.refresh_from_db()
response = Response(question=question, text={answer!r}, answered_by="ACC Rowe")
questions.answer(response=response, by=standing_of(tom, question.office, on=today))
"""


class Member:
    """Ruth Abernethy, who has neither a mouse nor JavaScript."""

    def __init__(self, page):
        self.page = page
        page.goto("/westmarch/")

    def follow(self, words):
        tab_to(self.page, words)
        self._enter()

    def press(self, words):
        tab_to(self.page, words, among="button")
        self._enter()

    def write(self, name, text):
        tab_into(self.page, name)
        self.page.keyboard.type(text)

    def send(self):
        tab_into(self.page, "save")
        self._enter()

    def reads(self, *words):
        for each in words:
            expect(self.page.get_by_role("main")).to_contain_text(each)

    def _enter(self):
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()


@pytest.fixture
def ruth(westmarch, visit):
    return Member(visit(javascript=False, width=320, height=640))


def sign_in(ruth):
    ruth.follow("Sign in")
    ruth.write("login", "ruth.abernethy@westmarch.example")
    ruth.write("password", PASSWORD)
    ruth.press("Sign in")


def test_a_member_signs_in_asks_about_a_paragraph_and_reads_the_answer(ruth, served):
    sign_in(ruth)
    ruth.reads("The panel’s page", "The next meeting", "What changed in it")

    ruth.follow("Put a question")
    ruth.follow(REPORT)
    ruth.follow(PARAGRAPH)
    ruth.reads(f"{REPORT}, paragraph 8")
    ruth.write("text", QUESTION)
    ruth.send()
    ruth.reads("Your question is put. The office has it.", QUESTION, "With the office")

    served.manage("shell", "-c", ANSWERED.format(text=QUESTION, answer=ANSWER))

    ruth.follow("The panel’s page")
    ruth.reads(QUESTION, f"{REPORT}, paragraph 8", ANSWER)


def test_a_member_reads_the_paragraph_that_a_question_is_about(ruth):
    sign_in(ruth)
    ruth.reads("By day it is met.")

    ruth.follow(f"{REPORT}, paragraph 6")

    ruth.reads("999 calls meet their target")
    paragraph = ruth.page.locator("[id='p-6']").bounding_box()
    assert 0 <= paragraph["y"] < ruth.page.viewport_size["height"]
