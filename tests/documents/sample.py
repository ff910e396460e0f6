"""An edition of Westmarch, an invented office, with every kind of figure in it."""

import datetime as dt
from decimal import Decimal

from measures.models import Commentary, Measure, Observation
from opcc.core.models import Appointment, Organisation, Post, Restriction
from opcc.core.periods import Period, PeriodKind
from plans.models import CommitmentUpdate
from reports.models import Edition
from tests.factories import (
    BodyFactory,
    CommitmentFactory,
    MeasureFactory,
    MeetingFactory,
    ObjectiveFactory,
    OfficeFactory,
    OrganisationFactory,
    PlanVersionFactory,
    PriorityFactory,
    UserFactory,
)

QUARTER = Period.quarter(2026, 2)
AS_AT = dt.date(2026, 10, 9)
FROZEN_ON = dt.date(2026, 11, 9)
ENTERED_AT = dt.datetime(2026, 10, 5, 9, tzinfo=dt.UTC)

PRIORITIES = (
    ("Protect people from harm", "Fewer people are hurt, and those most at risk first"),
    ("Neighbourhoods that feel safe", "People see their officers"),
    ("Answer, respond, and put victims first", "A call is answered and help comes"),
    ("Fair, well led and good value", "Powers are used fairly"),
)

NAMES = (
    "Domestic abuse crimes leading to an arrest",
    "Missing children found within 24 hours",
    "Most serious violence, recorded offences",
    "Stalking protection orders granted",
    "Safeguarding referrals made within 24 hours",
    "Days lost to sickness for each officer",
    "Rape: median days from report to charge",
    "Residential burglary, recorded offences",
    "Feel safe outside after dark (survey)",
    "Officers in post",
)

ANSWERS = {
    "happening": (
        "From July to September 2026 fewer domestic abuse crimes led to an arrest. "
        "The rate has fallen in each of the last four quarters."
    ),
    "why": (
        "The custody suite at Aldermere closed in November 2025. Officers in the west "
        "now drive 50 minutes to Kingsmere.\n\nIt is **not known** how many suspects "
        "were interviewed by appointment instead."
    ),
    "force_doing": "A custody transport team of 14 starts on 4 January 2027.",
    "asked": "Why have arrests fallen since November?",
    "concluded": "**Not assured.** The force has explained the fall. It has not shown "
    "that victims are no less safe because of it.",
    "did": "Agreed £180,000 for custody transport.",
    "next_steps": "The Quarter 4 report, in June 2027, will say whether it worked.",
    "data_note": "Arrests made within 28 days of the crime are still being recorded.",
}


class Westmarch:
    """The office, its plan and an edition for its panel in Quarter 2 of 2026/27."""

    def __init__(self, slug="westmarch", **facts):
        self.office = OfficeFactory(
            slug=slug,
            name="Westmarch Police and Crime Commissioner",
            short_name="Westmarch PCC",
            contact="scrutiny@westmarch.example",
            **facts,
        )
        force = self.office.force
        force.name = "Westmarch Police"
        force.save()
        self.plan = PlanVersionFactory(office=self.office, number=2)
        self.objectives = [
            ObjectiveFactory(
                priority=PriorityFactory(
                    plan=self.plan, number=str(place), order=place, title=title
                ),
                number=f"{place}.1",
                title=objective,
            )
            for place, (title, objective) in enumerate(PRIORITIES, start=1)
        ]
        self.commissioner = UserFactory(name="Eleanor Vaisey")
        self.officer = UserFactory(name="P. Nandra")
        self._appoint()
        body = BodyFactory(office=self.office, name="Westmarch Police and Crime Panel")
        self.meeting = MeetingFactory(
            body=body, starts_at=dt.time(10, 30), place="County Hall, Aldermere"
        )

    def _appoint(self):
        organisation = OrganisationFactory(
            office=self.office, kind=Organisation.Kind.OFFICE, name="The office"
        )
        post = Post.objects.create(
            office=self.office,
            organisation=organisation,
            title="Police and Crime Commissioner",
            function=Post.Function.HOLDER,
        )
        Appointment.objects.create(
            post=post,
            holder_name="Eleanor Vaisey",
            user=self.commissioner,
            starts_on=dt.date(2024, 5, 9),
        )

    def edition(self, *, quarter=QUARTER, **facts):
        return Edition.objects.create(
            office=self.office,
            plan=self.plan,
            meeting=self.meeting,
            period_kind=quarter.kind.value,
            period_start=quarter.start,
            period_end=quarter.end,
            **{
                "title": "Quarterly performance report",
                "standfirst": "Emergency calls are answered faster than at any time "
                "since 2023. Fewer domestic abuse crimes end in an arrest.",
                "as_at": AS_AT,
                "built_by": self.officer,
                **facts,
            },
        )

    def measure(self, code, *, place=1, target="80", version=None, **facts):
        """A measure under a priority by its place, 1 to 4; ``target=None`` for none."""
        return MeasureFactory(
            office=self.office,
            code=code,
            objective=self.objectives[place - 1],
            target=target,
            version=version or {},
            **facts,
        )

    def state(self, measure, values, **facts):
        """Record a figure for each period: a number, a pair, or a symbol."""
        version = measure.versions.get(number=1)
        Observation.objects.bulk_create(
            Observation(
                measure=measure,
                version=version,
                period_kind=period.kind.value,
                period_start=period.start,
                period_end=period.end,
                as_at=AS_AT,
                entered_by=self.officer,
                **{
                    "state": "validated",
                    "entered_at": ENTERED_AT,
                    **_stated(value, version.per),
                    **facts,
                },
            )
            for period, value in values.items()
        )

    def restriction(self, **facts):
        return Restriction.objects.create(
            office=self.office,
            **{
                "reason_code": "operational",
                "reason": "Would name the operation that is still running",
                "asked_by": "Assistant Chief Constable",
                "decided_by": UserFactory(name="J. Farrow"),
                "decided_on": dt.date(2026, 10, 7),
                "review_on": dt.date(2027, 1, 31),
                **facts,
            },
        )

    def comment(self, measure, *, quarter=QUARTER, **texts):
        return Commentary.objects.create(
            measure=measure,
            number=1,
            period_kind=quarter.kind.value,
            period_start=quarter.start,
            period_end=quarter.end,
            by=self.officer,
            at=dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC),
            oversight_by=self.commissioner,
            oversight_at=dt.datetime(2026, 11, 3, 11, tzinfo=dt.UTC),
            **texts,
        )

    def fill(self, count=40):
        """Measures of every kind, a quarter of them with commentary."""
        for place in range(count):
            self._one(place)
        for place, objective in enumerate(self.objectives):
            self._commitment(place, objective)

    def _one(self, place):
        priority, letter = divmod(place * 4 // 40 * 10 + place % 10, 10)
        code = f"{priority % 4 + 1}{chr(65 + letter)}{'' if place < 40 else place}"
        kind = KINDS[place % len(KINDS)]
        measure = self.measure(
            code,
            place=priority % 4 + 1,
            target=kind["target"],
            version={"name": NAMES[place % 10], **kind["version"]},
            is_indicator=kind.get("is_indicator", False),
        )
        self.state(measure, dict(_series(kind, place)))
        if place % 4 == 0:
            message = "Fewer domestic abuse crimes lead to an arrest, and victims wait"
            self.comment(measure, message=message, **ANSWERS)

    def _commitment(self, place, objective):
        deliveries = ("delayed", "at_risk", "on_track", "complete")
        commitment = CommitmentFactory(
            objective=objective,
            reference=f"C0{place + 1}",
            delivery=deliveries[place],
            lead_title="Assistant Chief Constable",
            organisation=self.office.force,
        )
        CommitmentUpdate.objects.create(
            commitment=commitment,
            at=dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC),
            by=self.officer,
            delivery=deliveries[place],
            text="Planning refused on 12 August; site two not before autumn 2027.",
        )


KINDS = (
    {"version": {"frequency": "month"}, "target": "47", "kind": "ratio"},
    {
        "version": {
            "kind": "count",
            "unit_name": "offences",
            "decimals": 0,
            "polarity": "lower",
            "denominator_label": "",
            "numerator_label": "",
            "definition": "Crimes recorded in the quarter, by the counting rules.",
            "source": "Force crime system",
        },
        "target": "330",
        "kind": "count",
    },
    {
        "version": {
            "kind": "median",
            "unit_name": "days",
            "decimals": 0,
            "polarity": "lower",
            "denominator_label": "",
            "numerator_label": "",
        },
        "target": "300",
        "kind": "count",
    },
    {
        "version": {
            "kind": "count",
            "unit_name": "orders",
            "decimals": 0,
            "polarity": "neutral",
            "denominator_label": "",
            "numerator_label": "",
        },
        "target": None,
        "kind": "count",
        "is_indicator": True,
    },
    {"version": {}, "target": "40", "kind": "ratio"},
)


def _series(kind, place):
    """Three years of figures that wander without chance: the same every time."""
    is_month = kind["version"].get("frequency") == "month"
    last = Period.containing(
        QUARTER.end, PeriodKind.MONTH if is_month else PeriodKind.QUARTER
    )
    for back in range(36 if is_month else 12):
        step = (back * 7 + place * 3) % 13
        if kind["kind"] == "ratio":
            yield last - back, (400 + step * 5 + back + place, 1000 + step)
        else:
            yield last - back, 290 + step * 6 - back + place


def _stated(value, per):
    if isinstance(value, str) and value.isalpha():
        return {"symbol": value}
    if isinstance(value, tuple):
        numerator, denominator = (Decimal(number) for number in value)
        ratio = round(numerator * per / denominator, 12)
        return {"value": ratio, "numerator": numerator, "denominator": denominator}
    return {"value": Decimal(value)}


__all__ = ["AS_AT", "FROZEN_ON", "QUARTER", "Measure", "Westmarch"]
