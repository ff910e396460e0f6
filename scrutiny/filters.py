"""What narrows the register of actions."""

from __future__ import annotations

import django_filters as filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.models import Measure
from opcc.core import clock
from opcc.core.models import Organisation
from opcc.core.roles import Can
from plans.models import Priority
from scrutiny.models import Action, Body

OPEN, OVERDUE, EVERY = "open", "overdue", "every"

STATES = [
    (OPEN, _("Open")),
    (OVERDUE, _("Overdue")),
    *Action.State.choices,
    (EVERY, _("Every state")),
]

MINE = "mine"


def owners_of(request) -> list[tuple[str, str]]:
    """The reader, and the organisations whose actions they may see."""
    organisations = Organisation.objects.filter(office=request.office)
    if not request.standing.can(Can.READ_DESK):
        organisations = organisations.filter(pk__in=request.standing.provides_for)
    return [(MINE, _("Me")), *((str(each.pk), each.name) for each in organisations)]


def subjects_of(request) -> list[tuple[str, list[tuple[str, str]]]]:
    """Priorities of the plan in force, and the office's measures, by their kind."""
    priorities = Priority.objects.filter(
        plan__office=request.office, plan__status="issued"
    )
    measures = Measure.objects.for_office(request.office).order_by("order", "code")
    named = measures.prefetch_related("versions")
    return [
        (_("Priorities"), [(f"p{each.pk}", str(each)) for each in priorities]),
        (_("Measures"), [(f"m{each.pk}", str(each)) for each in named]),
    ]


def bodies_of(request):
    return Body.objects.for_office(request.office)


class ActionFilter(filters.FilterSet):
    """By state, owner, body, subject and words; open ones where nothing is asked."""

    state = filters.ChoiceFilter(
        label=_("State"), choices=STATES, empty_label=None, method="in_state"
    )
    owner = filters.ChoiceFilter(
        label=_("Owner"), empty_label=_("Anyone"), method="of_owner"
    )
    body = filters.ModelChoiceFilter(
        label=_("From"),
        field_name="item__meeting__body",
        queryset=bodies_of,
        empty_label=_("Anywhere"),
    )
    about = filters.ChoiceFilter(
        label=_("Measure or priority"), empty_label=_("Any"), method="about_subject"
    )
    words = filters.CharFilter(label=_("Words"), method="containing")

    class Meta:
        model = Action
        fields = ("state", "owner", "body", "about", "words")

    def __init__(self, data=None, *args, **kwargs):
        data = data.copy() if data is not None else {}
        data.setdefault("state", OPEN)
        super().__init__(data, *args, **kwargs)
        self.filters["owner"].extra["choices"] = owners_of(self.request)
        if self.request.standing.can(Can.READ_DESK):
            self.filters["about"].extra["choices"] = subjects_of(self.request)
        else:
            del self.filters["body"], self.filters["about"]

    @property
    def shows_all_open(self) -> bool:
        """Whether it asks for nothing but what is open."""
        asked = {name for name in self.filters if self.data.get(name)}
        return asked == {"state"} and self.data["state"] == OPEN

    def in_state(self, rows, name, value):
        if value == OPEN:
            return rows.open()
        if value == OVERDUE:
            return rows.overdue(on=clock.today())
        return rows if value == EVERY else rows.filter(state=value)

    def of_owner(self, rows, name, value):
        if value == MINE:
            return rows.owned_by(self.request.user)
        return rows.filter(organisation=value)

    def about_subject(self, rows, name, value):
        kind, number = value[0], value[1:]
        if kind == "m":
            return rows.filter(measures=number)
        of_priority = Q(measures__objectives__priority=number)
        promised = Q(commitments__objective__priority=number)
        found = Action.objects.filter(of_priority | promised).values("pk")
        return rows.filter(pk__in=found)

    def containing(self, rows, name, value):
        said = Q(title__icontains=value) | Q(detail__icontains=value)
        named = Q(owner_name__icontains=value)
        if value.isdecimal() and self.request.standing.can(Can.READ_DESK):
            named |= Q(number=value)
        return rows.filter(said | named)
