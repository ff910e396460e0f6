"""What a person types about the parts of a cover report that come in rows."""

from __future__ import annotations

from collections.abc import Iterator

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext as _

from opcc.core.clashing import Clashing
from opcc.core.forms import laid_out
from reports.domain.written import cleaned
from reports.forms.covers import area
from reports.models import CoverRecommendation, CoverReport, CoverSignatory

MORE = 2
"""Empty rows beyond those that there are."""

MOST = 50
"""Rows that are read of what was sent: ours; no report that we know has ten."""


class OfReport(Clashing, forms.Form):
    """A form whose rows are those of a report."""

    def __init__(self, *args, report: CoverReport, **kwargs):
        self.report = self.instance = report
        super().__init__(*args, **kwargs)
        groups = list(self.rows())
        self.helper = laid_out("based_on", *groups, save=_("Save"))

    def rows(self) -> Iterator[Fieldset]:
        """Add the fields of each row, and yield how they are grouped: here of none."""
        yield from ()

    def begun_with(self, row):
        shown = type(self)(report=row)
        return {each.name: each.value() for each in shown if not each.is_hidden}

    def count_of(self, there: list, prefix: str) -> int:
        """Two more than there are, and as many as were sent: none is lost."""
        sent = [
            int(name.removeprefix(prefix))
            for name in self.data
            if name.startswith(prefix) and name.removeprefix(prefix).isdecimal()
        ]
        return max([len(there) + MORE, *(each for each in sent if each <= MOST)])

    def put(self, name: str, field: forms.Field, initial: object) -> str:
        field.initial = initial
        self.fields[name] = field
        return name


class RecommendationsForm(OfReport):
    """What members are asked, in order; a row that is emptied is taken out."""

    def rows(self):
        self.verbs = self.report.office.style.cover_report.recommendations.verbs
        there = list(self.report.recommendations.all())
        self.count = self.count_of(there, "text-")
        more = range(self.count - len(there))
        blank = [CoverRecommendation(verb=self.verbs[0]) for _more in more]
        for number, row in enumerate([*there, *blank], start=1):
            title = _("Recommendation %(number)s") % {"number": number}
            yield Fieldset(title, *self._row(number, row))

    def _row(self, number: int, row: CoverRecommendation) -> Iterator[str]:
        offered = dict.fromkeys([*self.verbs, row.verb])
        verb = forms.ChoiceField(
            label=_("Verb"), choices=[(each, each) for each in offered], required=False
        )
        yield self.put(f"verb-{number}", verb, row.verb)
        text = forms.CharField(
            label=_("What"),
            max_length=600,
            required=False,
            widget=area(2),
            help_text=_("It follows the verb: “this report”."),
        )
        yield self.put(f"text-{number}", text, row.text)
        alone = forms.BooleanField(
            label=_("This is the whole sentence, as it is printed"), required=False
        )
        yield self.put(f"alone-{number}", alone, row.stands_alone)

    @property
    def recommendations(self) -> list[CoverRecommendation]:
        said = self.cleaned_data
        return [
            CoverRecommendation(
                verb=said[f"verb-{number}"] or self.verbs[0],
                text=said[f"text-{number}"].strip(),
                stands_alone=said[f"alone-{number}"],
            )
            for number in range(1, self.count + 1)
            if said[f"text-{number}"].strip()
        ]


class ImplicationsForm(OfReport):
    """The checklist: each heading with its answer, or that there is none."""

    def rows(self):
        empty = self.report.office.style.cover_report.implications.empty_answer
        for row in self.report.implications.all():
            yield Fieldset(
                row.heading,
                self.put(
                    f"text-{row.pk}",
                    forms.CharField(
                        label=_("Answer: %(heading)s") % {"heading": row.heading},
                        required=False,
                        widget=area(2),
                    ),
                    row.text,
                ),
                self.put(
                    f"nothing-{row.pk}",
                    forms.BooleanField(
                        label=_("Nothing to state: print “%(words)s”")
                        % {"words": empty},
                        required=False,
                    ),
                    row.nothing,
                ),
            )

    def clean(self):
        said = super().clean()
        for row in self.report.implications.all():
            if said.get(f"nothing-{row.pk}") and said.get(f"text-{row.pk}"):
                words = _("“%(heading)s” has an answer: take it out, or do not tick.")
                message = words % {"heading": row.heading}
                self.add_error(f"nothing-{row.pk}", message)
        return said

    @property
    def answers(self):
        rows = list(self.report.implications.all())
        for row in rows:
            row.text = cleaned(self.cleaned_data[f"text-{row.pk}"]).text
            row.nothing = self.cleaned_data[f"nothing-{row.pk}"]
        return rows


class PeopleForm(OfReport):
    """Who signs it, with their posts, and whom to contact."""

    def rows(self):
        there = list(self.report.signatories.all())
        self.count = self.count_of(there, "name-")
        blank = [CoverSignatory() for _more in range(self.count - len(there))]
        for number, row in enumerate([*there, *blank], start=1):
            yield Fieldset(
                _("Signatory %(number)s") % {"number": number},
                self._words(f"name-{number}", _("Name"), row.name),
                self._words(f"post-{number}", _("Post"), row.post),
                self.put(
                    f"acting-{number}",
                    forms.BooleanField(label=_("Acting"), required=False),
                    row.acting,
                ),
            )
        yield from self._contacts()

    def _contacts(self) -> Iterator[Fieldset]:
        names = [
            self.put(
                f"contact-{row.pk}",
                forms.CharField(
                    label=row.label or row.holds.capitalize(),
                    required=False,
                    widget=area(3) if row.holds == "address" else forms.TextInput(),
                ),
                row.value,
            )
            for row in self.report.contacts.all()
        ]
        if names:
            yield Fieldset(_("Contacts"), *names)

    def _words(self, name: str, label: str, initial: str) -> str:
        field = forms.CharField(label=label, max_length=150, required=False)
        return self.put(name, field, initial)

    @property
    def signatories(self) -> list[CoverSignatory]:
        said = self.cleaned_data
        return [
            CoverSignatory(
                name=said[f"name-{number}"],
                post=said[f"post-{number}"],
                acting=said[f"acting-{number}"],
            )
            for number in range(1, self.count + 1)
            if said[f"name-{number}"] or said[f"post-{number}"]
        ]

    @property
    def contacts(self):
        rows = list(self.report.contacts.all())
        for row in rows:
            row.value = self.cleaned_data[f"contact-{row.pk}"]
        return rows
