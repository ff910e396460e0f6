"""What is counted: definitions, targets, a new definition and a restriction."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from measures.changes import definitions, rebases
from measures.domain.quantity import Kind
from measures.models import Measure, MeasureVersion, Target
from opcc.core import clock
from opcc.core.models import Restriction
from opcc.core.periods import PeriodKind
from opcc.core.visibility import Visibility
from opcc.site.demo.days import Days
from opcc.site.demo.figures import BREAK, FIRST, Shape
from opcc.site.demo.people import Cast
from opcc.site.demo.plan import present_plan
from opcc.site.demo.reading import told
from opcc.site.demo.telling import LAST_EDITION
from plans.models import Objective

WITHHELD = "5E"
"""The measure whose figures only the panel is told while a trial goes on."""

DEFINED = (
    "name",
    "definition",
    "kind",
    "decimals",
    "per",
    "polarity",
    "frequency",
    "source",
    "rule_note",
    "minimum_base",
    "is_survey",
    "design_effect",
)
"""What a definition takes from the file under the same name."""

SHAPED = (
    "code",
    "start",
    "level",
    "noise",
    "season",
    "step",
    "base",
    "fixed_base",
)


def tell(cast: Cast, days: Days) -> None:
    plan = present_plan(cast)
    objectives = Objective.objects.filter(priority__plan=plan)
    by_number = {objective.number: objective for objective in objectives}
    for order, said in enumerate(told("measures")["measure"]):
        measure = _measure(cast, said, order, by_number[said["objective"]], days)
        if "target_before" in said:
            _aim_before(cast, measure, said, days.back(FIRST).start)
        _aim(cast, measure, said, plan.in_force_from)
        if "redefined" in said:
            _redefine(cast, measure, said, days)
    _withhold(cast, days)


def rebase(cast: Cast, days: Days) -> None:
    """Where a known change made the old range pointless, limits start anew."""
    for said in told("measures")["measure"]:
        if "rebased" in said:
            rebases.rebase(
                measure=Measure.objects.for_office(cast.office).get(code=said["code"]),
                period=days.back(BREAK).split(PeriodKind.MONTH)[0],
                reason=said["rebased"]["reason"],
                by=cast.people["performance"],
            )


def raise_target(cast: Cast, days: Days) -> None:
    """For the quarter that has begun: more is asked of what goes well."""
    said = next(each for each in told("measures")["measure"] if "raised" in each)
    target = Target(
        value=Decimal(said["raised"]["target"]),
        tolerance=Decimal(said["tolerance"]),
        valid_from=days.back(LAST_EDITION).start,
        reason=said["raised"]["reason"],
    )
    measure = Measure.objects.for_office(cast.office).get(code=said["code"])
    definitions.set_target(
        measure=measure, target=target, by=cast.people["performance"]
    )


def targets_raised(cast: Cast, days: Days):
    """Those that came into force with the quarter of the last report."""
    begun = days.back(LAST_EDITION).start
    return Target.objects.filter(measure__office=cast.office, valid_from=begun)


def shape_of(said: dict) -> Shape:
    return Shape(
        kind=Kind(said["kind"]),
        decimals=said.get("decimals", 0),
        per=said.get("per", 100),
        last=tuple(said["last"]),
        **{name: said[name] for name in SHAPED if name in said},
    )


def _measure(
    cast: Cast, said: dict, order: int, objective: Objective, days: Days
) -> Measure:
    by = cast.people["performance"]
    measure = Measure(
        office=cast.office,
        code=said["code"],
        provider=cast.organisations[said["provider"]],
        is_indicator=said.get("is_indicator", False),
        is_sensitive=said.get("is_sensitive", False),
        is_seasonal=said.get("is_seasonal", False),
        routes=["panel_report"],
        order=order,
    )
    version = definition_of(said, days.back(FIRST).start)
    definitions.add_measure(
        measure=measure, version=version, by=by, objectives=[objective]
    )
    return definitions.move(measure=measure, name="activate", by=by, on=clock.today())


def definition_of(said: dict, valid_from: dt.date) -> MeasureVersion:
    return MeasureVersion(
        unit_name=said["unit"],
        numerator_label=said.get("numerator", ""),
        denominator_label=said.get("denominator", ""),
        valid_from=valid_from,
        **{name: said[name] for name in DEFINED if name in said},
    )


def _aim(cast: Cast, measure: Measure, said: dict, valid_from: dt.date) -> None:
    aims = {name: said[name] for name in ("target", "lower", "upper") if name in said}
    if not aims:
        return
    numbers = {name: Decimal(number) for name, number in aims.items()}
    target = Target(
        value=numbers.get("target"),
        lower=numbers.get("lower"),
        upper=numbers.get("upper"),
        tolerance=Decimal(said["tolerance"]),
        tolerance_kind=said.get("tolerance_kind", "absolute"),
        valid_from=valid_from,
        reason="Set in the plan, after the panel was heard.",
    )
    definitions.set_target(
        measure=measure, target=target, by=cast.people["performance"]
    )


def _aim_before(cast: Cast, measure: Measure, said: dict, valid_from: dt.date) -> None:
    target = Target(
        value=Decimal(said["target_before"]),
        tolerance=Decimal(said["tolerance"]),
        valid_from=valid_from,
        reason="Set in the plan before.",
    )
    definitions.set_target(
        measure=measure, target=target, by=cast.people["performance"]
    )


def _redefine(cast: Cast, measure: Measure, said: dict, days: Days) -> None:
    version = definition_of({**said, **_new(said)}, days.back(BREAK).start)
    version.is_break = True
    version.change_note = said["redefined"]["change_note"]
    definitions.new_version(
        measure=measure, version=version, by=cast.people["performance"]
    )


def _new(said: dict) -> dict:
    return {"definition": said["redefined"]["definition"]}


def _withhold(cast: Cast, days: Days) -> None:
    restriction = Restriction(
        reason_code=Restriction.ReasonCode.OPERATIONAL,
        reason="The pattern of operations would be seen by people who are on trial.",
        asked_by="Shirin Haddad, Acting Chief Constable",
        decided_on=clock.today(),
        review_on=days.panel(0) - dt.timedelta(days=4),
        visibility=Visibility.PANEL,
    )
    measure = Measure.objects.for_office(cast.office).get(code=WITHHELD)
    definitions.restrict(
        measure=measure, restriction=restriction, by=cast.people["chief_executive"]
    )
