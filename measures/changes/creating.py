"""The measures that a file brings with it, made active from its own description.

Part of storing a file, which leaves the line in the audit.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from measures.domain.sheet import Checked, MeasureSpec, Row
from measures.domain.sheet.texts import normalise
from measures.models import Breakdown, Measure, MeasureVersion
from measures.sorting import MeasureKey
from opcc.core.models import Office

BATCH = 2_000

LONGEST_CODE = 4
"""Letters of a code made here: reports print it beside the name and in charts."""

EARLIEST = dt.date(1990, 1, 1)
"""The first day that a file may speak of, so a created definition holds from there."""


def create_measures(
    checked: Checked, offices: Mapping[str, Office]
) -> dict[MeasureKey, Measure]:
    """The measures that were asked for, active from their first day, by their names."""
    codes = _Codes(offices.values())
    rows = _rows_by_measure(checked) if checked.created else {}
    made = {}
    for (key, name), spec in checked.created.items():
        wanted = (key, normalise(name))
        measure = _measure(offices[key], name, codes)
        made[wanted] = (measure, _version(measure, name, spec, rows.get(wanted, [])))
    Measure.objects.bulk_create([measure for measure, _v in made.values()], BATCH)
    MeasureVersion.objects.bulk_create(
        [version for _m, version in made.values()], BATCH
    )
    _create_breakdowns(made, rows)
    return _reloaded(made)


def _reloaded(made) -> dict[MeasureKey, Measure]:
    pks = [measure.pk for measure, _version in made.values()]
    measures = Measure.objects.filter(pk__in=pks).with_definitions()
    by_pk = {measure.pk: measure for measure in measures}
    return {key: by_pk[measure.pk] for key, (measure, _v) in made.items()}


def _rows_by_measure(checked: Checked) -> dict[MeasureKey, list[Row]]:
    found: dict[MeasureKey, list[Row]] = {}
    for row in checked.accepted:
        found.setdefault((row.office, normalise(row.measure)), []).append(row)
    return found


def _measure(office: Office, name: str, codes: _Codes) -> Measure:
    if office.force_id is None:
        raise ValidationError(
            _("%(office)s has no force to provide a new measure."),
            params={"office": office},
        )
    return Measure(
        office=office,
        code=codes.take(office, name),
        state=Measure.State.ACTIVE,
        provider_id=office.force_id,
    )


def _version(
    measure: Measure, name: str, spec: MeasureSpec, rows: Sequence[Row]
) -> MeasureVersion:
    kinds = Counter(row.period.kind.value for row in rows)
    frequency = kinds.most_common(1)[0][0] if kinds else "quarter"
    has_parts = any(row.numerator is not None for row in rows)
    return MeasureVersion(
        measure=measure,
        name=name[:200],
        kind=spec.kind,
        unit_name="%" if spec.kind == "percentage" else spec.unit[:30],
        decimals=spec.decimals,
        per=100 if spec.kind == "percentage" else spec.per,
        polarity="neutral",
        frequency=frequency if frequency != "rolling" else "quarter",
        numerator_label=_("Numerator") if has_parts else "",
        denominator_label=_("Denominator") if has_parts else "",
        valid_from=EARLIEST,
    )


def _create_breakdowns(made, rows: Mapping[MeasureKey, list[Row]]) -> None:
    Breakdown.objects.bulk_create(
        Breakdown(measure=measure, dimension=_("Area"), name=name)
        for key, (measure, _version) in made.items()
        for name in sorted({row.breakdown for row in rows.get(key, [])} - {""})
    )


class _Codes:
    """Codes for new measures: initials, with a number where they are taken."""

    def __init__(self, offices: Iterable[Office]) -> None:
        known = Measure.objects.filter(office__in=offices)
        self.taken = set(known.values_list("office_id", "code"))

    def take(self, office: Office, name: str) -> str:
        words = re.findall(r"[A-Za-z0-9]+", name)
        initials = "".join(word[0] for word in words).upper()[:LONGEST_CODE] or "M"
        code, number = initials, 1
        while (office.pk, code) in self.taken:
            number += 1
            code = f"{initials}-{number}"
        self.taken.add((office.pk, code))
        return code
