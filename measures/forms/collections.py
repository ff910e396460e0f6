"""Which measures cover a metric of a collection, asked from either side."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from measures.models import CollectionEntry, Measure


class CoverForm(forms.Form):
    """Every measure of the office, ticked where it covers the metric."""

    measures = forms.ModelMultipleChoiceField(
        Measure.objects.none(),
        required=False,
        label=_("Measures"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, entry: CollectionEntry, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Measure.objects.for_office(entry.collection.office)
        self.fields["measures"].queryset = mine.exclude(
            state=Measure.State.RETIRED
        ).with_definitions()
        self.initial.setdefault("measures", entry.measures.all())
        self.helper = FormHelper()
        self.helper.layout = Layout("measures", Submit("save", _("Save the choice")))


class EntryChoice(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, entry: CollectionEntry) -> str:
        return f"{entry.metric} ({entry.collection})"


class MatchForm(forms.Form):
    """Every metric of the office's collections, ticked where the measure covers it."""

    entries = EntryChoice(
        CollectionEntry.objects.none(), required=False, label=_("Metrics")
    )

    def __init__(self, *args, measure: Measure, **kwargs):
        super().__init__(*args, **kwargs)
        known = CollectionEntry.objects.for_office(measure.office)
        self.fields["entries"].queryset = known.select_related("collection").order_by(
            "collection__name", "-collection__version", "order"
        )
        self.initial.setdefault("entries", measure.collection_entries.all())
        self.helper = FormHelper()
        self.helper.layout = Layout("entries", Submit("save", _("Save the choice")))
