"""What a topic, a question or a finding may be about, as its form offers it.

Those in use, and those that it is about already: saving other words loses no link.
"""

from __future__ import annotations

from django import forms
from django.db import models
from django.db.models import Q

from measures.models import Measure
from opcc.core.models import Office
from plans.models import Objective, Priority


class ConcernsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        """A number that the database has no room for is nobody's."""
        try:
            return super().clean(value)
        except OverflowError as error:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], params={"value": "…"}
            ) from error


def measures_for(row: models.Model, office: Office):
    """With their versions, by which they are named."""
    offered = ~Q(state=Measure.State.RETIRED) | _chosen(row, "measures")
    rows = Measure.objects.for_office(office).filter(offered)
    return rows.prefetch_related("versions")


def priorities_for(row: models.Model, office: Office):
    in_force = Q(plan__status="issued")
    return Priority.objects.for_office(office).filter(
        in_force | _chosen(row, "priorities")
    )


def objectives_for(row: models.Model, office: Office):
    in_force = Q(priority__plan__status="issued")
    return Objective.objects.for_office(office).filter(
        in_force | _chosen(row, "objectives")
    )


def _chosen(row: models.Model, name: str) -> Q:
    """Nothing of a row that is not kept yet."""
    known = [] if row.pk is None else getattr(row, name).values("pk")
    return Q(pk__in=known)
