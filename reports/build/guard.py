"""What an edition would give away: its content beside all that was published before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from django.utils.translation import gettext_lazy

from measures.domain.disclosure import Table
from measures.domain.quantity import Kind
from measures.models import Measure, MeasureVersion
from opcc.core.models import Office
from reports.build.narrative import Holders
from reports.build.parts import Told, part
from reports.build.reading import Read
from reports.domain.composition import Audience
from reports.domain.content import EditionContent, from_bytes
from reports.domain.disclosed import Disclosed, Edited, Subject, disclosed
from reports.domain.leaks import Explained, Leak, explained, leaks
from reports.domain.measure_part import MeasurePart
from reports.domain.told import recalled
from reports.models import Correction, Document, EditionVersion, Publication

THIS = "this edition"

LEAKS = gettext_lazy(
    "It would give hidden figures away (%(count)s), the first of them %(measure)s, "
    "%(place)s. The page on small numbers says how, and what to hide as well."
)

RECALLED = gettext_lazy(
    "Its list of revised figures recalls one that it hides: %(measure)s, %(period)s."
)


@dataclass(frozen=True)
class Earlier:
    """What the office has published, oldest first, and where it was put right.

    Under embargo counts: the panel reads it. ``put_right`` are the measures that a
    correction of an edition named, by their codes.
    """

    editions: tuple[tuple[str, Mapping[str, MeasurePart]], ...]
    put_right: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        office: Office,
        *,
        before: int | None = None,
        audience: Audience = "public",
    ) -> Earlier:
        """Two queries, and one for each edition that this process has not read yet.

        ``before`` is a number of the ledger: what was entered from then on is left out.
        Another audience than the public was told its own versions, for a query more.
        """
        rows = Publication.objects.for_office(office).editions().order_by("number")
        if before is not None:
            rows = rows.filter(number__lt=before)
        told = rows.values_list("title", "document__sha256", "document_id")
        instead = _versions(office, audience)
        editions = tuple(
            (title, _parts_in(*instead.get(pk, (sha, pk)))) for title, sha, pk in told
        )
        named = Correction.objects.filter(publication__office=office)
        codes = named.exclude(measure_code="").values_list("measure_code", flat=True)
        return cls(editions, frozenset(codes))

    def parts(self, code: str) -> list[Edited]:
        """A measure's part in each edition that has one."""
        return [
            Edited(name, parts[code]) for name, parts in self.editions if code in parts
        ]

    @cached_property
    def hiding(self) -> frozenset[str]:
        """The codes of the measures of which something was hidden."""
        return frozenset(
            code
            for _, parts in self.editions
            for code, part in parts.items()
            if hides(part)
        )


@dataclass(frozen=True)
class Guarded:
    """One measure of an edition of which something is hidden, now or earlier.

    ``true`` is what it would tell if nothing were hidden; it is for the office alone,
    and only where the edition is not frozen yet.
    """

    measure: Measure
    subject: Subject
    earlier: tuple[Disclosed, ...]
    now: Disclosed
    is_put_right: bool
    true: Disclosed | None = None

    @cached_property
    def leaks(self) -> tuple[Leak, ...]:
        return leaks(self.earlier, self.now, self.subject)

    @property
    def blocking(self) -> tuple[Leak, ...]:
        """Those that stop the edition: lost ones until somebody has said so."""
        return tuple(
            leak for leak in self.leaks if not (leak.is_lost and self.is_put_right)
        )

    @property
    def open(self) -> tuple[Leak, ...]:
        """Those that hiding more may help."""
        return tuple(leak for leak in self.leaks if not leak.is_lost)

    def explained(self) -> list[Explained]:
        return [explained(leak, self.earlier, self.now) for leak in self.leaks]

    @property
    def table(self) -> Table:
        """For the proposals: what is told, with the numbers that are hidden."""
        true = self.true.cells if self.true else {}
        values = {
            cell: true.get(cell) if value is None else value
            for cell, value in self.now.cells.items()
        }
        sources = self.now.sources
        return Table(
            values,
            frozenset(self.now.hidden),
            lines=tuple(each.statement for each in sources if each.is_line),
            totals=tuple(each.statement for each in sources if not each.is_line),
            earlier=tuple(each.edition for each in self.earlier),
            threshold=self.subject.least_distance,
            may_be_negative=self.subject.may_be_negative,
        )

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all that a proposal is worked out from."""
        true = sorted(self.true.cells.items(), key=repr) if self.true else []
        told = [self.subject, self.earlier, self.now, true]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def guarded(
    office: Office,
    parts: Sequence[MeasurePart],
    *,
    earlier: Earlier,
    true: Mapping[str, MeasurePart] | None = None,
) -> list[Guarded]:
    """The measures of which something is hidden, in their order; one or two queries."""
    wanted = [p for p in parts if hides(p) or p.code in earlier.hiding]
    if not wanted:
        return []
    measures = _measures(office, [part.code for part in wanted])
    return [
        _guarded(measures[part.code], part, earlier, (true or {}).get(part.code))
        for part in wanted
        if part.code in measures
    ]


def drafted(reads: Iterable[Read], earlier: Earlier) -> list[Guarded]:
    """The same of a draft, from what is read for it; with the true numbers."""
    wanted = [r for r in reads if r.hides or r.measure.code in earlier.hiding]
    if not wanted:
        return []
    office = wanted[0].measure.office
    true = [figures_of(replace(read, bare=True)) for read in wanted]
    return guarded(
        office,
        [figures_of(read) for read in wanted],
        earlier=earlier,
        true={part.code: part for part in true},
    )


def figures_of(read: Read) -> MeasurePart:
    """A measure's part without what people wrote."""
    return part(read, Told(None, None, Holders(())))


def leak_refusal(office: Office, content: EditionContent) -> str:
    """Why its audience may not have it; "" where nothing hidden is given away.

    The office itself holds every number.
    """
    if content.audience == "office":
        return ""
    for each in recalled(content.parts, content.changes.revisions):
        return str(RECALLED) % {"measure": each.code, "period": each.period.words}
    earlier = Earlier.of(office, audience=content.audience)
    found = [
        (each.measure, leak)
        for each in guarded(office, content.parts, earlier=earlier)
        for leak in each.blocking
    ]
    if not found:
        return ""
    measure, leak = found[0]
    words = {"measure": measure, "place": leak.place, "count": len(found)}
    return str(LEAKS) % words


def _versions(office: Office, audience: Audience) -> dict[int, tuple[str, int]]:
    """What the panel was told instead, by the public document: fingerprint and key."""
    if audience == "public":
        return {}
    kept = EditionVersion.objects.for_office(office).filter(audience=audience)
    rows = kept.values_list("beside", "document__sha256", "document")
    return {beside: (sha, pk) for beside, sha, pk in rows}


def hides(part: MeasurePart) -> bool:
    """Whether any figure of it is hidden for being small."""
    return "c" in part.symbols


def _guarded(
    measure: Measure,
    part: MeasurePart,
    earlier: Earlier,
    true: MeasurePart | None,
) -> Guarded:
    subject = subject_of(measure)
    edited = [*earlier.parts(part.code), Edited(THIS, part)]
    bare = [Edited(THIS, true)] if true is not None else []
    told = disclosed([*edited, *bare], subject)
    return Guarded(
        measure,
        subject,
        earlier=told[: len(edited) - 1],
        now=told[len(edited) - 1],
        is_put_right=part.is_withheld or part.code in earlier.put_right,
        true=told[-1] if bare else None,
    )


def subject_of(measure: Measure) -> Subject:
    """Of all its definitions the finest decimals; no query with its versions."""
    versions = list(measure.versions.all())
    latest = measure.latest_version
    if latest is None:
        raise ValueError(f"{measure.code} has no definition")
    return Subject(
        code=measure.code,
        kind=Kind(latest.kind),
        decimals=max(version.decimals for version in versions),
        per=latest.per,
        is_average=_is_average(latest),
        threshold=measure.threshold,
        may_be_negative=any(version.allows_negative for version in versions),
    )


def _is_average(version: MeasureVersion) -> bool:
    averaged = version.stock_rule == MeasureVersion.StockRule.AVERAGE
    return averaged and version.kind == Kind.STOCK


def _measures(office: Office, codes: Iterable[str]) -> dict[str, Measure]:
    rows = Measure.objects.for_office(office).filter(code__in=codes)
    return {
        measure.code: measure
        for measure in rows.select_related("office").prefetch_related("versions")
    }


@lru_cache(maxsize=64)
def _parts_in(sha256: str, document_pk: int) -> Mapping[str, MeasurePart]:
    """The parts of a stored edition; its fingerprint stands for what never changes."""
    stored = Document.objects.values_list("content", flat=True).get(pk=document_pk)
    content = from_bytes(bytes(stored))
    if not isinstance(content, EditionContent):
        return {}
    return {part.code: part for part in content.parts}
