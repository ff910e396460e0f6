"""Measures, their dated definitions and their targets."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from measures.domain import rating
from measures.domain.quantity import Kind, Unit
from measures.domain.surveys import Sampling
from opcc.core.models import Office, Organisation, PeriodColumns, Restriction
from opcc.core.models.audit import AppendOnly
from opcc.core.periods import Period, PeriodKind
from opcc.core.visibility import Visibility
from plans.models import Objective, PlanVersion


class Polarity(models.TextChoices):
    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")
    BAND = "band", _("In a range is better")
    NEUTRAL = "neutral", _("Neither is better")


class Frequency(models.TextChoices):
    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every quarter")
    YEAR = "year", _("Every financial year")
    DAY = "day", _("On single days (snapshots)")


class MeasureQuerySet(models.QuerySet):
    def for_office(self, office: Office):
        return self.filter(office=office)

    def live(self, *, on: dt.date):
        """In use on a day; a past report keeps those retired since."""
        return self.exclude(state="proposed").filter(
            Q(retired_on=None) | Q(retired_on__gt=on)
        )

    def for_plan(self, plan: PlanVersion):
        return self.filter(objectives__priority__plan=plan).distinct()

    def owed_by(self, organisations):
        """What these organisations provide."""
        return self.filter(provider__in=organisations)

    def with_definitions(self):
        """Versions and targets, in two queries for all the measures."""
        return self.select_related(
            "provider", "office", "restriction"
        ).prefetch_related("versions", "targets")

    def with_recorded(self, observations: models.QuerySet):
        """These observations of each measure as ``recorded``, in one query more."""
        return self.with_definitions().prefetch_related(
            Prefetch("observations", queryset=observations, to_attr="recorded")
        )

    def with_rebases(self):
        """Where limits start anew, which an analysis needs, in one query more."""
        return self.prefetch_related("rebases")

    def with_parts(self, observations: models.QuerySet):
        """These observations of its parts as ``recorded_parts``, in one query more.

        Of several vintages the newest comes last.
        """
        ordered = observations.exclude(breakdown="").order_by("vintage")
        return self.prefetch_related(
            Prefetch("observations", queryset=ordered, to_attr="recorded_parts")
        )


class Measure(models.Model):
    """A defined quantity; keeps its identity and its code across plans."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ACTIVE = "active", _("Active")
        SUSPENDED = "suspended", _("Suspended")
        RETIRED = "retired", _("Retired")

    office = models.ForeignKey(
        Office, on_delete=models.CASCADE, related_name="measures"
    )
    code = models.CharField(
        max_length=20,
        validators=[
            RegexValidator(
                r"^(?!(add|by-objective|scorecard|changed)$)[A-Za-z0-9][A-Za-z0-9.-]*$",
                _("Use letters, digits, dots and hyphens only, such as 1A."),
            )
        ],
    )
    is_indicator = models.BooleanField(
        _("indicator"), default=False, help_text=_("For context: never rated.")
    )
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    provider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="measures_provided"
    )
    objectives = models.ManyToManyField(Objective, blank=True, related_name="measures")
    routes = models.JSONField(_("monitoring routes"), default=list, blank=True)
    is_sensitive = models.BooleanField(
        default=False, help_text=_("Small numbers could identify a person.")
    )
    is_seasonal = models.BooleanField(
        _("strongly seasonal"),
        default=False,
        help_text=_("The same quarter of earlier years is shown beside its chart."),
    )
    own_threshold = models.PositiveIntegerField(
        _("hide counts below"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Where it is sensitive. Empty: as the office sets it, usually 5."),
    )
    visibility = models.CharField(
        max_length=10, choices=Visibility, default=Visibility.PUBLIC
    )
    restriction = models.ForeignKey(
        Restriction,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text=_("While it stands, no figure of this measure is published."),
    )
    order = models.PositiveIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                name="threshold_of_a_measure_is_one_or_more",
                condition=Q(own_threshold=None) | Q(own_threshold__gte=1),
                violation_error_message=_("A threshold is 1 or more."),
            ),
            models.UniqueConstraint(
                name="measure_code_is_unique_in_its_office",
                fields=["office", "code"],
                violation_error_message=_("There is a measure of that code."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()

    @property
    def name(self) -> str:
        """By its latest definition; a list of measures needs with_definitions()."""
        latest = self.latest_version
        return latest.name if latest else ""

    @property
    def threshold(self) -> int:
        """Where it is sensitive, counts from 1 to one less than this are hidden."""
        return self.own_threshold or self.office.suppression_threshold

    @property
    def latest_version(self) -> MeasureVersion | None:
        versions = self.versions.all()
        return max(versions, key=lambda version: version.valid_from, default=None)

    def version_on(self, day: dt.date) -> MeasureVersion | None:
        """The definition whose dates contain a day."""
        return next((v for v in self.versions.all() if v.holds_on(day)), None)

    def polarity_by(self, version: MeasureVersion) -> rating.Polarity:
        """Which way is better by a definition; an indicator is never judged."""
        if self.is_indicator:
            return rating.Polarity.NEUTRAL
        return rating.Polarity(version.polarity)

    def target_on(self, day: dt.date) -> Target | None:
        """The target in force on a day; the one set last where two would hold."""
        holding = [target for target in self.targets.all() if target.holds_on(day)]
        return max(
            holding, key=lambda target: (target.valid_from, target.pk), default=None
        )


class MeasureVersionQuerySet(models.QuerySet):
    def known(self, *, on: dt.date):
        """Recorded by the end of a day; those of before that was kept, by then held."""
        return self.filter(Q(set_at__date__lte=on) | Q(set_at=None, valid_from__lte=on))


class MeasureVersion(models.Model):
    """One dated definition of a measure."""

    class StockRule(models.TextChoices):
        LATEST = "latest", _("The latest snapshot")
        AVERAGE = "average", _("The average of the snapshots")

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.value.capitalize()) for kind in Kind]
    )
    unit_name = models.CharField(
        _("unit"), max_length=30, help_text=_("As printed: %, offences, days, £m.")
    )
    decimals = models.PositiveSmallIntegerField(default=0)
    per = models.PositiveIntegerField(
        default=100, help_text=_("A rate is per this many; a percentage per 100.")
    )
    polarity = models.CharField(max_length=10, choices=Polarity)
    frequency = models.CharField(
        max_length=10, choices=Frequency, default=Frequency.QUARTER
    )
    numerator_label = models.CharField(max_length=80, blank=True)
    denominator_label = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=200, blank=True)
    rule_note = models.TextField(blank=True)
    minimum_base = models.PositiveIntegerField(null=True, blank=True)
    allows_negative = models.BooleanField(default=False)
    stock_rule = models.CharField(
        max_length=10, choices=StockRule, default=StockRule.LATEST
    )
    is_survey = models.BooleanField(
        _("survey"),
        default=False,
        help_text=_("Its figures are estimates from a sample, with an interval."),
    )
    design_effect = models.DecimalField(
        max_digits=6,
        decimal_places=3,
        default=1,
        help_text=_("By how much less its sample says than a simple random one."),
    )
    is_break = models.BooleanField(
        _("break in series"),
        default=False,
        help_text=_("Figures before and after are not comparable."),
    )
    change_note = models.TextField(blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    set_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text=_("When it was recorded; empty: by its first day."),
    )

    objects = MeasureVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                name="design_effect_is_above_zero",
                condition=Q(design_effect__gt=0),
                violation_error_message=_(
                    "A design effect is above 0; it is 1 for a simple random sample."
                ),
            ),
            models.CheckConstraint(
                name="definition_ends_after_it_starts",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day is before the first."),
            ),
            models.UniqueConstraint(
                name="definition_is_numbered_once", fields=["measure", "number"]
            ),
            models.UniqueConstraint(
                name="definitions_start_on_different_days",
                fields=["measure", "valid_from"],
                violation_error_message=_("Another definition starts on that day."),
            ),
            models.CheckConstraint(
                name="decimals_are_six_at_most", condition=Q(decimals__lte=6)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.code} {self.name}, definition {self.number}"

    def holds_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (
            self.valid_to is None or day <= self.valid_to
        )

    @property
    def unit(self) -> Unit:
        return Unit(Kind(self.kind), self.unit_name, self.decimals)

    @property
    def sampling(self) -> Sampling | None:
        """What its intervals rest on; None where it is no survey."""
        return Sampling(self.design_effect) if self.is_survey else None

    @property
    def is_ratio(self) -> bool:
        """Whether the provider gives a numerator and a denominator."""
        return self.kind in (Kind.PERCENTAGE, Kind.RATE)

    def periods_in(self, quarter: Period) -> tuple[Period, ...]:
        """The periods that a provider owes for a quarter, by this definition.

        A snapshot is owed for the quarter's last day; a year in its last quarter.
        """
        if self.frequency == Frequency.MONTH:
            return quarter.split(PeriodKind.MONTH)
        if self.frequency == Frequency.DAY:
            return (Period.day(quarter.end),)
        if self.frequency == Frequency.YEAR:
            return (quarter.financial_year,) if quarter.number == 4 else ()
        return (quarter,)


class Target(models.Model):
    """What is aimed at between two dates, and how far off is still amber."""

    class ToleranceKind(models.TextChoices):
        ABSOLUTE = "absolute", _("In the measure's own unit")
        PERCENT = "percent", _("A per cent of the target")

    class Basis(models.TextChoices):
        MONTH = "month", _("A month's value")
        QUARTER = "quarter", _("A quarter's value")
        YEAR = "year", _("A year's value")

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="targets"
    )
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    lower = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    upper = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    tolerance = models.DecimalField(max_digits=20, decimal_places=6, default=0)
    tolerance_kind = models.CharField(
        max_length=10, choices=ToleranceKind, default=ToleranceKind.ABSOLUTE
    )
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.QUARTER)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text=_("Where this target comes from."))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="target_is_a_value_or_a_band",
                condition=Q(value__isnull=False, lower=None, upper=None)
                | Q(value=None, lower__isnull=False, upper__isnull=False),
                violation_error_message=_("Give a target, or both ends of a range."),
            ),
            models.CheckConstraint(
                name="target_band_is_in_order",
                condition=Q(lower=None) | Q(upper__gte=F("lower")),
                violation_error_message=_("The range's upper end is below its lower."),
            ),
            models.CheckConstraint(
                name="tolerance_is_not_negative",
                condition=Q(tolerance__gte=0),
                violation_error_message=_("A tolerance is 0 or more."),
            ),
            models.CheckConstraint(
                name="percent_tolerance_needs_a_target_other_than_zero",
                condition=~Q(tolerance_kind="percent")
                | ~(Q(value=0) | Q(lower=0) | Q(upper=0)),
                violation_error_message=_(
                    "A per cent of 0 is 0: give the tolerance in the measure's unit."
                ),
            ),
            models.CheckConstraint(
                name="target_ends_after_it_starts",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        aim = self.value if self.value is not None else f"{self.lower} to {self.upper}"
        return f"{self.measure.code}: {aim} from {self.valid_from}"

    def holds_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (
            self.valid_to is None or day <= self.valid_to
        )


class Breakdown(models.Model):
    """A part into which a measure's values may be split, such as a district."""

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="breakdowns"
    )
    dimension = models.CharField(max_length=60)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["dimension", "name"]
        constraints = [
            models.UniqueConstraint(
                name="breakdown_is_named_once", fields=["measure", "name"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.dimension}: {self.name}"


class Baseline(PeriodColumns):
    """The period that a measure's progress is told from."""

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="baselines"
    )
    value = models.DecimalField(max_digits=20, decimal_places=6)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-period_start"]

    def __str__(self) -> str:
        return f"{self.measure.code}: {self.value} in {self.period}"
