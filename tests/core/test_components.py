"""The shared parts of pages: each says in words what it shows."""

from types import SimpleNamespace

import django_tables2 as tables
import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from opcc.core.tables import Table


def component(name, **context):
    return render_to_string(f"components/{name}.html", context)


def test_a_grade_is_its_shape_and_its_word():
    html = component(
        "grade", state="red", word="Red", icon=mark_safe("<svg></svg>"), more=""
    )

    assert "<svg></svg>" in html
    assert '<span class="grade__word">Red</span>' in html
    assert "grade__more" not in html


def test_what_an_office_types_is_never_markup():
    assert "&lt;b&gt;" in component("status", word="<b>", tone="late")
    assert "&lt;b&gt;" in component("notice", title="<b>", text="")


def test_a_change_link_says_what_it_changes():
    row = SimpleNamespace(key="Owner", value="", change_url="/owner/", change_text="")

    html = component("summary_list", rows=[row])

    assert "Not given" in html
    assert 'Change<span class="govuk-visually-hidden">: Owner</span>' in html


def test_progress_is_drawn_to_scale_and_said():
    html = component("progress", done=26, total=40, text="You can leave.")

    assert 'viewBox="0 0 40 10"' in html
    assert '<rect width="26"' in html
    assert 'aria-label="26 of 40"' in html


def test_a_confirmation_posts_with_its_token_and_can_be_left():
    html = component(
        "confirm",
        question="Close the action?",
        consequence="It cannot be opened again.",
        url="/close/",
        button="Close it",
        cancel_url="/back/",
        csrf_token="token-of-this-page",
    )

    assert 'method="post"' in html
    assert "token-of-this-page" in html
    assert 'href="/back/"' in html


def test_an_empty_list_says_the_first_thing_to_do():
    html = component(
        "empty", title="No questions yet", action_url="/ask/", action_text="Put one"
    )

    assert 'href="/ask/"' in html
    assert "Put one" in html


def test_the_pages_of_a_list_keep_its_filter():
    page = Paginator(range(60), 25).page(2)

    html = component("pagination", page=page, query=QueryDict("state=open"))

    assert "26 to 50 of 60" in html
    assert "?state=open&amp;page=1" in html
    assert "?state=open&amp;page=3" in html


def test_the_last_breadcrumb_is_where_the_reader_is():
    html = component("breadcrumbs", crumbs=[("Home", "/")], here="Actions")

    assert '<li aria-current="page">Actions</li>' in html


def test_what_is_restricted_says_that_it_is_not_public():
    html = component("restricted", title="Item 9", facts=[("Reason", "Personal data")])

    assert "Not public" in html
    assert "Personal data" in html


@pytest.mark.parametrize(("level", "role"), [("error", "alert"), ("success", "status")])
def test_a_refusal_interrupts_and_good_news_waits(level, role):
    message = SimpleNamespace(level_tag=level)

    assert f'role="{role}"' in component("messages", messages=[message])


class Actions(Table):
    """What a meeting asked for."""

    caption = "Open actions"
    what = tables.Column(verbose_name="Action")
    owner = tables.Column(orderable=False)

    class Meta:
        order_by = "what"
        empty_text = "No action matches."


def drawn(rows, rf, page_of=25, **asked):
    request = rf.get("/", {"state": "open", **asked})
    table = Actions(rows, request=request)
    tables.RequestConfig(request, paginate={"per_page": page_of}).configure(table)
    template = Template("{% load django_tables2 %}{% render_table table %}")
    return template.render(Context({"table": table, "request": request}))


ROWS = [{"what": f"Action {n}", "owner": "ACC Linwood"} for n in range(1, 4)]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("1", 1), ("all", 2), ("", 2), ("-1", 3), ("0", 3), ("101", 3), ("9" * 30, 3)],
)
def test_no_length_that_an_address_asks_for_breaks_a_table(rf, asked, shown):
    """It takes up to a hundred rows; else what is no number is not asked for, and a
    number that will not do gives the length of every table, 25."""
    html = drawn(ROWS, rf, page_of=2, per_page=asked)

    assert html.count("ACC Linwood") == shown


def test_a_table_stays_a_table_when_a_phone_stacks_it(rf):
    html = drawn(ROWS, rf)

    assert "<caption>Open actions</caption>" in html
    assert html.count('role="row"') == 4
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 3
    assert 'data-label="Owner"' in html


def test_a_column_says_how_it_is_sorted_and_how_to_turn_it(rf):
    html = drawn(ROWS, rf)

    assert html.count("aria-sort=") == 1
    assert 'aria-sort="ascending"' in html
    assert "sort=-what" in html


def test_a_long_table_has_pages_and_keeps_the_filter(rf):
    html = drawn(ROWS, rf, page_of=2)

    assert "1 to 2 of 3" in html
    assert "state=open" in html.split("<nav")[1]


def test_an_empty_table_is_words_not_a_grid(rf):
    html = drawn([], rf)

    assert "<table" not in html
    assert "No action matches." in html


def test_the_page_for_our_own_fault_needs_nothing_to_be_shown():
    html = render_to_string("500.html")

    assert "<h1>Something went wrong</h1>" in html
    assert "<script" not in html
    assert "style=" not in html
