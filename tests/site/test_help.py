"""Help tells the truth: every page is there, for everybody, and its links lead on."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve

from measures.models import PROMPTS
from opcc.core.roles import MAY, Can, Role
from opcc.site.help import BY_SLUG, COMES_FOR, TOPICS, topics_for, who_may
from tests.factories import OfficeFactory, person

CODES = (
    "unknown_measure",
    "unknown_office",
    "unknown_breakdown",
    "bad_date",
    "date_outside_window",
    "not_a_number",
    "not_whole",
    "out_of_range",
    "bad_unit",
    "ratio_disagrees",
    "duplicate",
    "formula",
    "excel_error",
    "bad_text",
    "text_too_long",
    "wrong_columns",
    "last_of_period",
    "looks_like_a_fraction",
    "zero_width_removed",
)
"""Every code with which an import refuses or warns."""

ADDRESSES = ["/help/", *(f"/help/{topic.slug}/" for topic in TOPICS)]


class Outline(HTMLParser):
    """A page's headings, links, ids, and roles by the permission they stand under."""

    def __init__(self, html):
        super().__init__()
        self.headings, self.links, self.ids = [], [], set()
        self.roles, self.permission = {}, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids.add(given.get("id"))
        if tag in {"h1", "h2", "h3"}:
            self.headings.append(tag)
        if tag == "a":
            self.links.append(given["href"])
        if "data-permission" in given:
            self.permission = Can[given["data-permission"]]
            self.roles[self.permission] = []
        if tag == "span" and "data-role" in given:
            self.roles[self.permission].append(given["data-role"])

    @property
    def paths(self):
        return [link.partition("#")[0] for link in self.links if link.startswith("/")]

    @property
    def fragments(self):
        return {link[1:] for link in self.links if link.startswith("#")}


def outline(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return Outline(response.content.decode())


def leads_somewhere(path):
    """Whether the service itself answers there: any word could be an office's slug."""
    try:
        return "office" not in resolve(path).kwargs
    except Resolver404:
        return False


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_stranger_reads_a_page_with_one_title_and_links_that_lead_on(client, address):
    page = outline(client, address)

    assert page.headings.count("h1") == 1
    assert page.headings[0] == "h1"
    assert [path for path in page.paths if not leads_somewhere(path)] == []
    assert page.fragments <= page.ids


@pytest.mark.parametrize("role", Role)
def test_every_role_reads_every_page(client, role):
    client.force_login(person(OfficeFactory(), role))

    refused = [a for a in ADDRESSES if client.get(a).status_code != 200]

    assert refused == []


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_a_page_names_exactly_the_roles_that_may_do_what_it_explains(client, topic):
    page = outline(client, f"/help/{topic.slug}/")

    assert set(page.roles) == set(topic.needs)
    for permission, named in page.roles.items():
        assert sorted(named) == sorted(r.value for r in Role if permission in MAY[r])


def test_the_chief_executive_alone_signs_off_and_the_commissioner_alone_approves():
    signing, approving = who_may(Can.SIGN_OFF), who_may(Can.APPROVE)

    assert signing.roles == ((Role.CHIEF_EXECUTIVE, ""),)
    assert approving.roles == ((Role.COMMISSIONER, ""),)


def test_help_says_that_a_provider_enters_only_their_own_figures(client):
    response = client.get("/help/enter-values/")

    entering = "their own organisation’s"
    assert [str(limit) for role, limit in who_may(Can.ENTER_VALUES).roles] == [
        "",
        entering,
    ]
    assert entering in response.content.decode()


def test_a_panel_member_is_shown_only_how_to_ask_and_read_before_publication():
    assert [topic.slug for topic in topics_for(Role.PANEL_MEMBER)] == [
        "put-a-question",
        "read-before-publication",
        "versions-of-a-report",
    ]


def test_an_administrator_is_shown_no_page_about_content():
    assert {topic.slug for topic in topics_for(Role.ADMINISTRATOR)} == {
        "people-and-roles",
        "office-settings",
        "audit-log",
        "my-work",
    }


def test_the_index_leads_every_role_to_its_pages(client):
    html = client.get("/help/").content.decode()

    assert set(COMES_FOR) == set(Role)
    for role in Role:
        section = html.split(f'data-role="{role.value}"')[1].split("</section>")[0]
        for topic in topics_for(role):
            assert f'href="/help/{topic.slug}/"' in section


def test_every_page_of_help_is_reached_from_the_index(client):
    assert set(ADDRESSES) <= {*outline(client, "/help/").paths, "/help/"}


def test_every_page_is_about_some_role_and_leads_to_other_pages():
    unknown = {slug for topic in TOPICS for slug in topic.related} - set(BY_SLUG)

    assert unknown == set()
    assert all(who_may(need).roles for topic in TOPICS for need in topic.needs)


def test_an_address_that_help_does_not_have_is_not_found(client):
    assert client.get("/help/no-such-page/").status_code == 404
    assert client.get("/help/topic/").status_code == 404


def test_the_accessibility_statement_names_its_aim_and_its_limits(client):
    text = client.get("/help/accessibility/").content.decode()

    assert "version 2.2, level AA" in " ".join(text.split())
    assert "not a claim that they conform" in text
    assert "Charts are still pictures" in " ".join(text.split())


def test_every_code_of_an_import_has_its_line_in_order(client):
    html = client.get("/help/import-refusals/").content.decode()

    rows = [row.split("</th>")[0].strip() for row in html.split('<th scope="row">')[1:]]
    assert tuple(rows) == CODES


@pytest.mark.parametrize("letter", "pcrxzbew")
def test_every_symbol_is_explained(client, letter):
    html = client.get("/help/symbols/").content.decode()

    assert f'<th scope="row">[{letter}]</th>' in html


def test_the_help_on_commentary_names_the_prompts_as_the_form_does(client):
    html = client.get("/help/commentary/").content.decode()

    for _name, words in PROMPTS:
        assert f"<dt>{words}</dt>" in html


def test_the_readme_lists_every_variable_that_the_settings_read():
    root = settings.BASE_DIR
    read = re.findall(
        r'"((?:OPCC|DATABASE)_\w+)"', (root / "opcc/settings.py").read_text()
    )
    listed = re.findall(r"^\| `([A-Z_]+)` \|", (root / "README.md").read_text(), re.M)

    assert sorted(listed) == sorted(set(read))
