"""The form pack: a person can tell what each control is and what is wrong with it."""

from html.parser import HTMLParser

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import ButtonHolder, Fieldset, Layout, Reset, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.forms import formset_factory
from django.template.loader import render_to_string

CHOICES = [("assured", "Assured"), ("not_assured", "Not assured")]
CONTROLS = {"input", "select", "textarea"}


class EveryWidget(forms.Form):
    """One field of each kind that the office's forms use."""

    name = forms.CharField(help_text="As the office writes it.")
    email = forms.EmailField()
    figure = forms.IntegerField()
    reason = forms.CharField(widget=forms.Textarea, help_text="Two sentences.")
    due_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(choices=[("", "Choose"), *CHOICES])
    bodies = forms.MultipleChoiceField(choices=CHOICES, widget=forms.SelectMultiple)
    assurance = forms.ChoiceField(
        choices=CHOICES, widget=forms.RadioSelect, help_text="One only."
    )
    topics = forms.MultipleChoiceField(
        choices=CHOICES, widget=forms.CheckboxSelectMultiple
    )
    read = forms.BooleanField(label="I have read it", help_text="All of it.")
    paper = forms.FileField(help_text="XLSX or ODS.")
    held_at = forms.SplitDateTimeField(widget=forms.SplitDateTimeWidget)
    born_on = forms.DateField(widget=forms.SelectDateWidget(years=[2025, 2026]))


class Page(HTMLParser):
    """The tags of a page, each as its name and attributes."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def named(self, *names):
        return [attributes for tag, attributes in self.tags if tag in names]

    @property
    def ids(self):
        return {attributes["id"] for _, attributes in self.tags if "id" in attributes}

    def by_id(self, wanted):
        return next(a for _, a in self.tags if a.get("id") == wanted)

    @property
    def controls(self):
        return [a for a in self.named(*CONTROLS) if a.get("type") != "hidden"]


@pytest.fixture
def blank():
    return Page(render_crispy_form(EveryWidget()))


@pytest.fixture
def refused():
    return Page(render_crispy_form(EveryWidget({})))


def test_every_control_has_a_label_tied_to_it(blank):
    labelled = {attributes["for"] for attributes in blank.named("label")}

    # Nine single controls and the checkbox; two choices twice; two and three parts.
    assert len(blank.controls) == 9 + 4 + 5
    assert {control["id"] for control in blank.controls} == labelled


def test_every_group_of_controls_has_a_legend(blank):
    assert len(blank.named("fieldset")) == 4
    assert len(blank.named("legend")) == 4


@pytest.mark.parametrize(
    "control",
    [
        "id_name",
        "id_email",
        "id_figure",
        "id_reason",
        "id_due_on",
        "id_kind",
        "id_bodies",
        "id_read",
        "id_paper",
    ],
)
def test_a_control_is_described_by_its_error(refused, control):
    described_by = refused.by_id(control)["aria-describedby"].split()

    assert f"{control}_error" in described_by
    assert set(described_by) <= refused.ids
    assert refused.by_id(control)["aria-invalid"] == "true"


@pytest.mark.parametrize("name", ["assurance", "topics", "held_at", "born_on"])
def test_a_group_is_described_by_its_error(refused, name):
    described_by = " ".join(
        attributes.get("aria-describedby", "")
        for attributes in refused.named("fieldset")
    ).split()

    assert f"id_{name}_error" in described_by
    assert set(described_by) <= refused.ids


def test_a_hint_describes_its_control_before_anything_is_wrong(blank):
    assert blank.by_id("id_name")["aria-describedby"] == "id_name_helptext"
    assert blank.by_id("id_paper")["aria-describedby"] == "id_paper_helptext"
    assert "id_name_helptext" in blank.ids


def test_the_error_summary_leads_to_the_control_of_each_error(refused):
    targets = [link["href"].removeprefix("#") for link in refused.named("a")]
    controls = {control["id"] for control in refused.controls}

    assert len(targets) == len(EveryWidget.base_fields)
    assert set(targets) <= controls
    assert "id_assurance_0" in targets
    assert "id_held_at_0" in targets


def test_the_error_summary_is_announced_and_takes_the_focus(refused):
    summary = next(
        attributes
        for attributes in refused.named("div")
        if attributes.get("class") == "govuk-error-summary"
    )

    assert "autofocus" in summary
    assert any(attributes.get("role") == "alert" for attributes in refused.named("div"))


def test_a_form_without_errors_has_no_error_summary(blank):
    assert not [a for a in blank.named("div") if a.get("role") == "alert"]


def test_only_what_may_be_left_out_says_so():
    class Action(forms.Form):
        owner = forms.CharField()
        note = forms.CharField(required=False)
        urgent = forms.BooleanField(required=False)

    html = render_crispy_form(Action())

    assert html.count("(optional)") == 1
    assert html.index("(optional)") > html.index("Note")


def test_an_answer_is_kept_when_the_form_comes_back():
    form = EveryWidget(
        {
            "assurance": "not_assured",
            "topics": ["assured"],
            "held_at_0": "2026-10-14",
            "born_on_day": "14",
            "born_on_month": "5",
            "born_on_year": "2026",
        }
    )
    page = Page(render_crispy_form(form))

    assert "checked" in page.by_id("id_assurance_1")
    assert "checked" not in page.by_id("id_assurance_0")
    assert "checked" in page.by_id("id_topics_0")
    assert page.by_id("id_held_at_0")["value"] == "2026-10-14"
    chosen = [o["value"] for o in page.named("option") if "selected" in o]
    assert {"14", "5", "2026"} <= set(chosen)


def test_a_layout_gives_groups_with_legends_and_buttons_with_words():
    form = EveryWidget()
    form.helper = FormHelper()
    form.helper.layout = Layout(
        Fieldset("What is asked", "name", "reason"),
        ButtonHolder(Submit("save", "Record the action"), Reset("clear", "Clear")),
    )
    form.helper.render_unmentioned_fields = False

    page = Page(render_crispy_form(form, form.helper))

    assert len(page.named("legend")) == 1
    assert [b["type"] for b in page.named("button")] == ["submit", "reset"]
    assert "btn--go" in page.by_id("submit-id-save")["class"]
    assert page.named("form")[0]["enctype"] == "multipart/form-data"


def test_a_formset_keeps_its_count_and_gathers_its_errors():
    class Line(forms.Form):
        owner = forms.CharField()

    lines = formset_factory(Line, extra=0)
    data = {
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "0",
        "form-0-owner": "ACC Linwood",
        "form-1-owner": "",
    }
    formset = lines(data)
    formset.forms[1].empty_permitted = False

    page = Page(render_crispy_form(formset))

    assert "id_form-TOTAL_FORMS" in page.ids
    assert [a["href"] for a in page.named("a")] == ["#id_form-1-owner"]


def test_a_refusal_of_the_whole_form_is_in_the_summary_without_a_link():
    class Dates(forms.Form):
        starts_on = forms.DateField(required=False)

        def clean(self):
            raise forms.ValidationError("It ends before it starts.")

    html = render_to_string("components/error_summary.html", {"form": Dates({})})

    assert "<li>It ends before it starts.</li>" in html
    assert "<a " not in html
