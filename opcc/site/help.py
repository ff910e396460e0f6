"""The pages of help as data: what each explains, and whom it is for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from opcc.core.roles import MAY, Can, Role


@dataclass(frozen=True)
class Topic:
    """One page of help; its text is ``templates/site/help/<slug>.html``.

    ``needs`` are the permissions that its tasks ask for, none where it is for
    everybody. ``related`` are the slugs of pages to read next.
    """

    slug: str
    title: str
    summary: str
    needs: tuple[Can, ...] = ()
    related: tuple[str, ...] = ()


TOPICS = (
    # -- the office
    Topic(
        "my-work",
        _("Find what is due from you"),
        _("The first page of the desk lists what waits for you, and nothing else."),
        (Can.USE_DESK,),
        ("sign-in", "keyboard"),
    ),
    Topic(
        "people-and-roles",
        _("Add people and give them roles"),
        _("Who may sign in, what each role may do, and how a role ends."),
        (Can.MANAGE_PEOPLE,),
        ("sign-in", "office-settings", "audit-log"),
    ),
    Topic(
        "office-settings",
        _("Set up the office"),
        _("Names, posts and organisations, and the numbers that checks go by."),
        (Can.MANAGE_OFFICE,),
        ("people-and-roles", "audit-log"),
    ),
    Topic(
        "audit-log",
        _("Read the audit log"),
        _("Who changed what, when and why, and how to know the log is whole."),
        (Can.READ_AUDIT,),
        ("verify-a-document",),
    ),
    # -- the plan
    Topic(
        "write-the-plan",
        _("Write the plan"),
        _("Priorities, objectives and commitments, from a draft to the panel."),
        (Can.EDIT_PLAN,),
        ("issue-the-plan", "commitments", "define-a-measure"),
    ),
    Topic(
        "issue-the-plan",
        _("Issue the plan"),
        _("What has to be there before a plan comes into force."),
        (Can.ISSUE_PLAN,),
        ("write-the-plan",),
    ),
    Topic(
        "commitments",
        _("Report progress on a commitment"),
        _("State how delivery stands, and close a commitment honestly."),
        (Can.EDIT_COMMITMENTS,),
        ("write-the-plan", "commentary"),
    ),
    # -- measures
    Topic(
        "define-a-measure",
        _("Define a measure"),
        _("What is counted, in which unit, how often, and who provides it."),
        (Can.EDIT_MEASURES,),
        ("set-a-target", "change-a-definition", "enter-values"),
    ),
    Topic(
        "change-a-definition",
        _("Change a definition"),
        _("A new version from a day on, and when it breaks the series."),
        (Can.EDIT_MEASURES,),
        ("define-a-measure", "how-change-is-computed"),
    ),
    Topic(
        "set-a-target",
        _("Set a target"),
        _("The number aimed at, the tolerance, and the period it is about."),
        (Can.EDIT_MEASURES,),
        ("define-a-measure", "read-a-report"),
    ),
    Topic(
        "collections",
        _("Cover the metrics of a collection"),
        _("National and local sets of metrics, and which measures tell them."),
        (Can.EDIT_MEASURES,),
        ("define-a-measure", "review-a-measure"),
    ),
    Topic(
        "comparators",
        _("Hold a measure against other forces"),
        _("Groups with dated members, averages, ranks, and populations."),
        (Can.EDIT_MEASURES,),
        ("read-a-report", "define-a-measure"),
    ),
    Topic(
        "review-a-measure",
        _("Review a measure, and say what replaced it"),
        _("Who looks at it by when, the four verdicts, and its lineage."),
        (Can.EDIT_MEASURES, Can.WRITE_COMMENTARY),
        ("change-a-definition", "define-a-measure"),
    ),
    Topic(
        "withhold-figures",
        _("Withhold the figures of a measure"),
        _("A decision with a reason and a review day, shown as [w]."),
        (Can.DECIDE_RESTRICTIONS,),
        ("symbols",),
    ),
    # -- the quarter
    Topic(
        "enter-values",
        _("Open a quarter and enter values"),
        _("The grid: what to type, and what an error or a conflict means."),
        (Can.ENTER_VALUES,),
        ("symbols", "keyboard", "validate-values"),
    ),
    Topic(
        "import-a-file",
        _("Import values from a file"),
        _("Columns, dates, numbers and symbols that a file may hold."),
        (Can.IMPORT_VALUES,),
        ("import-refusals", "symbols", "enter-values"),
    ),
    Topic(
        "import-refusals",
        _("What an import refuses, and what to do"),
        _("Every code of a refusal and of a warning, with its remedy."),
        (Can.IMPORT_VALUES,),
        ("import-a-file",),
    ),
    Topic(
        "validate-values",
        _("Query and validate values"),
        _("Accept what was entered, or ask about it; revise what is locked."),
        (Can.VALIDATE_VALUES,),
        ("enter-values", "build-an-edition"),
    ),
    Topic(
        "commentary",
        _("Write commentary"),
        _("Six prompts, and who answers the fourth."),
        (Can.WRITE_COMMENTARY, Can.STATE_OVERSIGHT),
        ("exceptions", "read-a-report", "build-an-edition"),
    ),
    Topic(
        "exceptions",
        _("Find and answer exceptions"),
        _("What the board should hear about, whose it is, and what to ask."),
        (Can.RUN_CYCLES, Can.WRITE_COMMENTARY, Can.CALL_IN),
        ("commentary", "build-an-edition", "sign-off-and-publish"),
    ),
    Topic(
        "meetings",
        _("Keep bodies and meetings"),
        _("Who meets, when, and by which day the papers have to be public."),
        (Can.EDIT_MEETINGS,),
        ("agenda-and-papers", "build-an-edition", "take-minutes"),
    ),
    Topic(
        "agenda-and-papers",
        _("Agenda and papers"),
        _("Build an agenda, collect its papers, hold back what is not public."),
        (Can.EDIT_MEETINGS, Can.WRITE_PAPERS, Can.PUBLISH_AGENDAS),
        ("meetings", "verify-a-document"),
    ),
    Topic(
        "actions",
        _("Keep actions until they are done"),
        _("Raise, update, move and close an action, and who may do which."),
        (Can.FOLLOW_ACTIONS,),
        ("meetings", "my-work", "commitments"),
    ),
    Topic(
        "inspections",
        _("Answer an inspection"),
        _("The 56 days, findings seen three ways, and the response."),
        (Can.EDIT_INSPECTIONS, Can.DECIDE_RESPONSES),
        ("actions", "sign-off-and-publish", "my-work"),
    ),
    Topic(
        "scrutiny-programme",
        _("Keep the scrutiny programme"),
        _("Topics by quarter, what was not looked at, and what happens regularly."),
        (Can.EDIT_PROGRAMME, Can.DIRECT_TOPICS, Can.PUBLISH_PROGRAMME),
        ("meetings", "actions", "exceptions", "verify-a-document"),
    ),
    # -- questions and answers
    Topic(
        "ask-questions",
        _("Ask a question and follow its answer"),
        _("Drafts, asking, answers in part, and asking again."),
        (Can.ASK_QUESTIONS,),
        ("answer-questions", "take-minutes"),
    ),
    Topic(
        "answer-questions",
        _("Answer a question"),
        _("What was put to your organisation, and how an answer goes on record."),
        (Can.ANSWER_QUESTIONS,),
        ("check-facts", "my-work"),
    ),
    Topic(
        "check-facts",
        _("Have the facts checked before sign-off"),
        _("Five working days in which those written about say what is not so."),
        (Can.CHECK_FACTS, Can.ANSWER_QUESTIONS),
        ("commentary", "sign-off-and-publish"),
    ),
    Topic(
        "take-minutes",
        _("Take minutes and state assurance"),
        _("Item by item while the meeting runs; who concludes, and how."),
        (Can.MINUTE_MEETINGS, Can.STATE_ASSURANCE),
        ("meetings", "ask-questions"),
    ),
    Topic(
        "put-a-question",
        _("Put a question before the panel meets"),
        _("Against a numbered paragraph, and who reads the answer."),
        (Can.PUT_QUESTIONS,),
        ("read-before-publication", "read-a-report"),
    ),
    # -- the panel, decisions, and what must be published
    Topic(
        "panel-recommendations",
        _("Record and answer what the panel recommends"),
        _("The panel's date, the Commissioner's answer, and its publication."),
        (Can.RECORD_RECOMMENDATIONS, Can.ANSWER_RECOMMENDATIONS, Can.PUBLISH),
        ("read-before-publication", "decisions", "verify-a-document"),
    ),
    Topic(
        "decisions",
        _("Record and take decisions"),
        _("What a record says, who takes a decision, and an exempt part."),
        (Can.EDIT_DECISIONS, Can.TAKE_DECISIONS),
        ("panel-recommendations", "specified-information", "verify-a-document"),
    ),
    Topic(
        "specified-information",
        _("Keep what must be published"),
        _("A register of what is owed to the public, its checks, and its publication."),
        (Can.CHECK_INFORMATION, Can.PUBLISH),
        ("decisions", "verify-a-document", "my-work"),
    ),
    # -- reports
    Topic(
        "build-an-edition",
        _("Build an edition"),
        _("Begin a report, see what blocks it, and freeze it."),
        (Can.BUILD_EDITIONS,),
        (
            "what-is-in-a-report",
            "sign-off-and-publish",
            "commentary",
            "validate-values",
        ),
    ),
    Topic(
        "what-is-in-a-report",
        _("Put a report together"),
        _("Order its parts, add words of your own, and say who reads what."),
        (Can.BUILD_EDITIONS,),
        ("build-an-edition", "small-numbers", "cover-reports"),
    ),
    Topic(
        "cover-reports",
        _("Write a cover report"),
        _("The short paper that carries a report to a meeting, numbered by itself."),
        (Can.BUILD_EDITIONS, Can.PUBLISH),
        ("build-an-edition", "agenda-and-papers", "sign-off-and-publish"),
    ),
    Topic(
        "thematic-reviews",
        _("Publish a thematic review"),
        _("One topic: its measures, and what was asked, found and done about them."),
        (Can.EDIT_PROGRAMME, Can.PUBLISH),
        ("scrutiny-programme", "small-numbers", "sign-off-and-publish"),
    ),
    Topic(
        "annual-reports",
        _("Publish the annual report"),
        _("A year of reports side by side, and the Commissioner's statement."),
        (Can.BUILD_EDITIONS, Can.STATE_OVERSIGHT, Can.PUBLISH),
        ("build-an-edition", "small-numbers", "sign-off-and-publish"),
    ),
    Topic(
        "small-numbers",
        _("Small numbers"),
        _("What gives a hidden figure away, and what to hide as well."),
        (Can.BUILD_EDITIONS,),
        ("symbols", "build-an-edition", "withhold-figures", "correct-a-publication"),
    ),
    Topic(
        "sign-off-and-publish",
        _("Sign off, approve and publish"),
        _("Three people, three steps, an embargo if it is wanted."),
        (Can.SIGN_OFF, Can.APPROVE, Can.PUBLISH),
        ("build-an-edition", "correct-a-publication", "verify-a-document"),
    ),
    Topic(
        "correct-a-publication",
        _("Correct what was published"),
        _("A dated notice beside the report, or a new edition in its place."),
        (Can.CORRECT,),
        ("sign-off-and-publish", "verify-a-document"),
    ),
    Topic(
        "read-before-publication",
        _("Read papers before they are public"),
        _("What the panel and the office may read under embargo."),
        (Can.READ_PANEL_PAPERS,),
        ("read-a-report", "verify-a-document", "sign-in"),
    ),
    Topic(
        "versions-of-a-report",
        _("Versions for the public, the panel and the office"),
        _("Who is told what from one report, and where each version stands."),
        (Can.READ_PANEL_PAPERS,),
        ("withhold-figures", "read-before-publication", "build-an-edition"),
    ),
    # -- for everybody
    Topic(
        "read-a-report",
        _("Read a report"),
        _("Positions, charts, tables, and what changed since the last one."),
        related=("symbols", "how-change-is-computed", "find-what-is-published"),
    ),
    Topic(
        "find-what-is-published",
        _("Find what is published"),
        _("Search, old addresses, and how to hear of what is new by program."),
        related=("be-told-by-email", "read-a-report", "verify-a-document"),
    ),
    Topic(
        "be-told-by-email",
        _("Be told by email"),
        _("Ask, confirm and leave, without an account; and what is kept of you."),
        related=("find-what-is-published", "read-a-report"),
    ),
    Topic(
        "symbols",
        _("Symbols beside and in place of figures"),
        _("What [p], [r], [c], [x], [z], [b], [e] and [w] say."),
        related=("read-a-report", "how-change-is-computed"),
    ),
    Topic(
        "how-change-is-computed",
        _("How change is computed"),
        _("What is compared with what, and when no per cent is given."),
        related=("read-a-report", "symbols"),
    ),
    Topic(
        "limits-and-rebasing",
        _("Limits of chance, and starting them anew"),
        _("What the shaded range is, what the shapes are, and when to rebase."),
        related=("read-a-report", "how-change-is-computed", "surveys-and-seasons"),
    ),
    Topic(
        "surveys-and-seasons",
        _("Surveys, seasons and parts"),
        _("Intervals, the same quarter of earlier years, and districts."),
        related=("how-change-is-computed", "limits-and-rebasing"),
    ),
    Topic(
        "look-at-the-past",
        _("Look at a measure as it was known"),
        _("What was said when, and any measure as at a past day."),
        (Can.READ_DESK,),
        ("symbols", "change-a-definition"),
    ),
    Topic(
        "take-figures-away",
        _("Take figures and documents away"),
        _("Files of a measure and of a report, JSON for software, a whole archive."),
        related=("symbols", "verify-a-document", "read-a-report"),
    ),
    Topic(
        "verify-a-document",
        _("Verify a document"),
        _("Find out whether a file is what the office published."),
        related=("read-a-report", "correct-a-publication"),
    ),
    Topic(
        "sign-in",
        _("Sign in and protect your account"),
        _("Passwords, a second step, and what to do if you are locked out."),
        related=("my-work", "people-and-roles"),
    ),
    Topic(
        "keyboard",
        _("Use the keyboard"),
        _("Keys that work on every page, and those of the entry grid."),
        related=("enter-values", "accessibility"),
    ),
    Topic(
        "accessibility",
        _("Accessibility statement"),
        _("What this service aims for, how it is tested, and its known limits."),
        related=("keyboard", "read-a-report"),
    ),
)

BY_SLUG = {topic.slug: topic for topic in TOPICS}

FOR_EVERYBODY = tuple(topic for topic in TOPICS if not topic.needs)

COMES_FOR = {
    Role.ADMINISTRATOR: _("Looks after people, roles and settings, and no content."),
    Role.PERFORMANCE: _("Takes the quarter from open to a finished edition."),
    Role.DATA_PROVIDER: _("Gives the figures and answers of their own organisation."),
    Role.PRIORITY_LEAD: _("Reports on the priorities that they lead."),
    Role.SCRUTINY: _("Keeps the programme, meetings, questions, minutes and actions."),
    Role.CHIEF_EXECUTIVE: _("Signs off, publishes, and decides what is not public."),
    Role.COMMISSIONER: _(
        "States what was asked, concluded and done, and approves. A deputy has the "
        "same role."
    ),
    Role.PANEL_MEMBER: _(
        "Reads the papers, early where entitled, asks, and reads the answers."
    ),
    Role.PANEL_SUPPORT: _(
        "Receives the papers for the panel, and records what it recommends."
    ),
    Role.AUDITOR: _("Reads all of the office with its audit log, and changes nothing."),
}
"""Roles in the order of the index, and what each comes for."""

ONLY = {
    (Can.ENTER_VALUES, Role.DATA_PROVIDER): _("their own organisation’s"),
    (Can.FOLLOW_ACTIONS, Role.DATA_PROVIDER): _("their own organisation’s"),
    (Can.UPDATE_ACTIONS, Role.DATA_PROVIDER): _("their own organisation’s"),
    (Can.ANSWER_QUESTIONS, Role.DATA_PROVIDER): _("put to their own organisation"),
    (Can.RECORD_RECOMMENDATIONS, Role.SCRUTINY): _("on the support officer’s behalf"),
    (Can.TAKE_DECISIONS, Role.CHIEF_EXECUTIVE): _("where they are delegated"),
    (Can.EDIT_COMMITMENTS, Role.PRIORITY_LEAD): _("of priorities that they lead"),
    (Can.WRITE_COMMENTARY, Role.PRIORITY_LEAD): _("on priorities that they lead"),
}
"""Where a role has a permission for a part of the office only."""


@dataclass(frozen=True)
class Permitted:
    """A permission, with who has it: each role, and the part it is limited to."""

    permission: Can
    roles: tuple[tuple[Role, str], ...]


def who_may(permission: Can) -> Permitted:
    """Who may do it, by the same data that guards the pages."""
    roles = (role for role in COMES_FOR if permission in MAY[role])
    return Permitted(
        permission, tuple((role, ONLY.get((permission, role), "")) for role in roles)
    )


def topics_for(role: Role) -> tuple[Topic, ...]:
    """The pages about what a role may do, beside those for everybody."""
    return tuple(topic for topic in TOPICS if MAY[role].intersection(topic.needs))
