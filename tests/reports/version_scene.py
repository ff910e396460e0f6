"""An edition of which the panel may know more than the public, and the office most."""

import datetime as dt
from decimal import Decimal

from measures.models import Commentary
from opcc.core.models import Restriction
from opcc.core.models.periods import columns
from opcc.core.roles import Role
from plans.models import CommitmentUpdate
from reports import render
from reports.build.versions import build_versions
from reports.changes import freezing
from reports.domain import content as contents
from reports.models import Edition, EditionVersion
from tests.factories import (
    CommitmentFactory,
    MeasureFactory,
    ObservationFactory,
    OrganisationFactory,
    person,
)
from tests.reports.canaries import CANARIES
from tests.reports.desk_scene import BEFORE, QUARTER, Scene, drawing

PANELS, OFFICES = CANARIES[:20], CANARIES[20:50]
"""What the panel may read and the public may not; what the office alone may."""


class VersionScene(Scene):
    """``confided`` and a commitment are the panel's, ``own`` and another the office's;
    the figures of ``withheld`` are kept from both, those of ``shared`` told the panel.
    """

    def __init__(self, **facts):
        super().__init__(**facts)
        self.member = person(self.office, Role.PANEL_MEMBER, name="Ruth Abernethy")
        self.confided = self.plant("7P", "panel", iter(PANELS[:12]))
        self.own = self.plant("8O", "office", iter(OFFICES[:12]))
        self.promise("panel", iter(PANELS[12:16]))
        self.promise("office", iter(OFFICES[12:16]))
        self.withheld = self.withhold("5W", "office", iter(OFFICES[16:30]), "61.7")
        self.shared = self.withhold("5S", "panel", iter(PANELS[16:]), "62.9")

    def plant(self, code, visibility, words):
        """Words in every place of a measure that an edition could print."""
        measure = MeasureFactory(
            office=self.office,
            code=code,
            objective=self.objective,
            visibility=visibility,
            target="80",
            provider=OrganisationFactory(office=self.office, name=next(words)),
            version={
                "name": next(words),
                "definition": next(words),
                "source": next(words),
                "numerator_label": next(words),
                "denominator_label": next(words),
                "rule_note": next(words),
            },
        )
        figures = ((BEFORE, "73.9"), (QUARTER, "74.1"))
        for period, value in figures:
            ObservationFactory(measure=measure, period=period, value=Decimal(value))
        self.comment(measure, words)
        return measure

    def comment(self, measure, words):
        texts = ("message", "happening", "asked", "concluded", "did")
        Commentary.objects.create(
            measure=measure,
            number=1,
            by=self.builder,
            at=dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC),
            oversight_by=self.commissioner,
            oversight_at=dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC),
            **columns(QUARTER),
            **{text: next(words) for text in texts},
        )

    def promise(self, visibility, words):
        made = CommitmentFactory(
            objective=self.objective,
            visibility=visibility,
            reference=next(words),
            title=next(words),
            lead_title=next(words),
        )
        CommitmentUpdate.objects.create(
            commitment=made,
            delivery="on_track",
            text=next(words),
            at=dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC),
            by=self.builder,
        )

    def withhold(self, code, visibility, words, value):
        restriction = Restriction.objects.create(
            office=self.office,
            reason_code="operational",
            reason=next(words),
            asked_by=next(words),
            decided_by=self.chief,
            decided_on=dt.date(2026, 10, 7),
            review_on=dt.date(2027, 1, 31),
            visibility=visibility,
        )
        measure = self.add_measure(code, value, restriction=restriction)
        self.comment(measure, iter([*words, *"ABCDE"]))
        return measure

    def kept(self, edition=None) -> Edition:
        """Frozen with every version, without the time that drawing three PDFs takes."""
        edition = edition or self.draft()
        built = build_versions(edition, frozen_on=dt.date(2026, 10, 20))
        kept = {each: self.keep(edition, said) for each, said in built.items()}
        edition.document = kept.pop("public")
        edition.state = Edition.State.FROZEN
        edition.save()
        for audience, document in kept.items():
            EditionVersion.objects.create(
                edition=edition,
                audience=audience,
                document=document,
                beside=edition.document,
            )
        return edition

    def keep(self, edition, content):
        stored = contents.to_bytes(content)
        files = {
            "html": render.to_html(content).encode(),
            "json": stored,
            "csv": render.to_csv(content),
            "pdf": f"%PDF-1.7 of the {content.audience} version".encode(),
        }
        return freezing.keep(
            self.office,
            kind="edition",
            title=f"{edition}, {content.audience}",
            stored=stored,
            drawn=[drawing(media, body) for media, body in files.items()],
            by=self.builder,
        )
