"""What a person types about the office, its people and their posts."""

from __future__ import annotations

from crispy_forms.layout import Fieldset
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from opcc.core.forms import date_input, laid_out
from opcc.core.models import Appointment, Office, Organisation, Post
from opcc.core.roles import Role


class OfficeForm(forms.ModelForm):
    """What the office is called, and the limits that its pages work with."""

    class Meta:
        model = Office
        fields = [
            "name",
            "short_name",
            "holder_title",
            "panel_name",
            "accent",
            "contact",
            "entry_working_days",
            "validation_working_days",
            "clear_days",
            "small_base",
            "suppression_threshold",
            "jump_percent",
            "allows_waivers",
            "requires_second_factor",
        ]
        labels = {
            "name": _("Name of the office"),
            "short_name": _("Short name"),
            "holder_title": _("Title of the office-holder"),
            "panel_name": _("Name of the panel"),
            "accent": _("Accent colour"),
            "contact": _("How the public can get in touch"),
            "entry_working_days": _("Returns are due after"),
            "validation_working_days": _("Validation is due after"),
            "clear_days": _("Clear days of notice for meetings"),
            "small_base": _("Small base"),
            "suppression_threshold": _("Hide counts below"),
            "jump_percent": _("Warn of a jump over"),
            "allows_waivers": _("Allow a recorded waiver of a second pair of eyes"),
            "requires_second_factor": _("Everybody at the desk needs a second factor"),
        }
        help_texts = {
            "accent": _("As #1f4b57. It has to be dark: 7 to 1 against white."),
            "entry_working_days": _("Working days after the quarter ends."),
            "validation_working_days": _("Working days after the quarter ends."),
            "small_base": _("Below this many, a change has no per cent."),
            "suppression_threshold": _("For sensitive measures: 5 hides 1 to 4."),
            "jump_percent": _("Per cent of the value before."),
        }
        widgets = {"contact": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out(
            Fieldset(_("Names"), "name", "short_name", "holder_title", "panel_name"),
            Fieldset(_("What the public sees"), "accent", "contact"),
            Fieldset(
                _("Days"),
                "entry_working_days",
                "validation_working_days",
                "clear_days",
            ),
            Fieldset(
                _("Limits"),
                "small_base",
                "suppression_threshold",
                "jump_percent",
            ),
            Fieldset(_("Safety"), "allows_waivers", "requires_second_factor"),
            save=_("Save the settings"),
        )

    def clean_accent(self):
        accent = self.cleaned_data["accent"].lower()
        if contrast_on_white(accent) < 7:
            raise forms.ValidationError(
                _("%(accent)s is too light to read on white: choose a darker colour."),
                code="too_light",
                params={"accent": accent},
            )
        return accent


class PersonForm(forms.Form):
    """Somebody new, or a further role for somebody who is here already."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(
        label=_("Email address"), help_text=_("They sign in with it.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        required=False,
        help_text=_("For a data provider: whose figures they give."),
    )
    ends_on = forms.DateField(label=_("Last day"), required=False, widget=date_input())

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = office.organisations.all()
        self.helper = laid_out(
            "name", "email", "role", "organisation", "ends_on", save=_("Add the role")
        )

    def clean(self):
        given = super().clean()
        if given.get("role") == Role.DATA_PROVIDER and not given.get("organisation"):
            self.add_error("organisation", _("Say whose figures they give."))
        return given


class OrganisationForm(forms.ModelForm):
    """A provider, a partner, or a unit of one."""

    class Meta:
        model = Organisation
        fields = ["name", "kind", "part_of"]
        labels = {
            "name": _("Name"),
            "kind": _("What it is"),
            "part_of": _("Part of"),
        }

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.office = office
        self.fields["part_of"].queryset = office.organisations.all()
        self.helper = laid_out(
            "name", "kind", "part_of", save=_("Add the organisation")
        )


class PostForm(forms.ModelForm):
    """A job title in an organisation."""

    class Meta:
        model = Post
        fields = ["organisation", "title", "function"]
        labels = {
            "organisation": _("Organisation"),
            "title": _("Title"),
            "function": _("What the post does in this office's documents"),
        }

    def __init__(self, *args, office: Office, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.office = office
        self.fields["organisation"].queryset = office.organisations.all()
        self.helper = laid_out("organisation", "title", "function", save=_("Add it"))


class AppointmentForm(forms.ModelForm):
    """Who holds a post from a day on; the one before ends the day before."""

    class Meta:
        model = Appointment
        fields = ["holder_name", "user", "acting", "starts_on"]
        labels = {
            "holder_name": _("Name of the post-holder"),
            "user": _("Their sign-in"),
            "acting": _("Acting"),
            "starts_on": _("From"),
        }
        help_texts = {"user": _("If they have one.")}
        widgets = {"starts_on": date_input()}

    def __init__(self, *args, post: Post, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.post = post
        self.initial.setdefault("starts_on", timezone.localdate())
        people = self.fields["user"].queryset
        self.fields["user"].queryset = people.filter(
            role_holdings__office=post.office
        ).distinct()
        self.helper = laid_out(
            "holder_name", "user", "acting", "starts_on", save=_("Appoint")
        )


def contrast_on_white(colour: str) -> float:
    """How much a colour such as #1f4b57 stands out from white; black is 21.

    Source: WCAG 2.2, relative luminance and contrast ratio.
    """
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
