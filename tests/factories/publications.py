"""Publications with their frozen documents, made as rows: no edition is needed."""

import datetime as dt
import hashlib
import json

import factory
from django.db.models import F
from factory.django import DjangoModelFactory

from reports.models.publications import Correction, Document, Publication, Rendering
from tests.factories.offices import OfficeFactory, UserFactory

PUBLISHED_AT = dt.datetime(2025, 11, 26, 9, 30, tzinfo=dt.UTC)

FILES = {"pdf": b"%PDF-1.7 of the quarter", "csv": b"code,value\n1A,37.2\n"}


def fingerprint(body):
    return hashlib.sha256(body).hexdigest()


class DocumentFactory(DjangoModelFactory):
    """A frozen edition; ``standfirst=...`` is what its cover says."""

    class Meta:
        model = Document
        exclude = ["standfirst"]

    office = factory.SubFactory(OfficeFactory)
    kind = Document.Kind.EDITION
    title = "Quarter 2, 2025/26"
    standfirst = ""
    content = factory.LazyAttribute(
        lambda document: json.dumps(
            {"cover": {"standfirst": document.standfirst}, "title": document.title}
        ).encode()
    )
    sha256 = factory.LazyAttribute(lambda document: fingerprint(document.content))
    frozen_at = dt.datetime(2025, 11, 9, 12, tzinfo=dt.UTC)
    frozen_by = factory.SubFactory(UserFactory)


class RenderingFactory(DjangoModelFactory):
    """The whole document as HTML; its fingerprint and size follow from its body."""

    class Meta:
        model = Rendering

    document = factory.SubFactory(DocumentFactory)
    format = "html"
    body = b"<h1>Quarter 2, 2025/26</h1>"
    sha256 = factory.LazyAttribute(lambda drawn: fingerprint(drawn.body))
    size = factory.LazyAttribute(lambda drawn: len(drawn.body))


class PublicationFactory(DjangoModelFactory):
    """An edition published on 26 November 2025 with its page, PDF and CSV.

    ``pages={"": "<h1>...", "1A": ...}`` gives the stored HTML by part, ``files`` the
    downloads by format. ``as_plan`` is a plan.
    """

    class Meta:
        model = Publication
        exclude = ["standfirst", "language"]
        skip_postgeneration_save = True

    class Params:
        as_plan = factory.Trait(
            kind="plan",
            slug="police-and-crime-plan",
            title="Police and Crime Plan 2024 to 2028",
            period_key="",
        )

    office = factory.SubFactory(OfficeFactory)
    number = factory.Sequence(lambda n: n + 1001)
    kind = Document.Kind.EDITION
    slug = "2025-q2"
    title = "Quarter 2, 2025/26"
    standfirst = ""
    language = "en-GB"
    period_key = "2025-Q2"
    document = factory.SubFactory(
        DocumentFactory,
        office=factory.SelfAttribute("..office"),
        kind=factory.SelfAttribute("..kind"),
        title=factory.SelfAttribute("..title"),
        standfirst=factory.SelfAttribute("..standfirst"),
        language=factory.SelfAttribute("..language"),
    )
    public_from = PUBLISHED_AT
    made_at = PUBLISHED_AT
    made_by = factory.SubFactory(UserFactory)
    signed_off = "Judith Farrow, Chief Executive, 9 November 2025"
    approved = "Ada Marsh, Police and Crime Commissioner, 12 November 2025"
    sealed = "0" * 64

    @factory.post_generation
    def pages(publication, create, extracted, **kwargs):
        drawn = (
            {"": f"<h1>{publication.title}</h1>"} if extracted is None else extracted
        )
        for part, body in drawn.items():
            RenderingFactory(
                document=publication.document, part=part, body=body.encode()
            )

    @factory.post_generation
    def files(publication, create, extracted, **kwargs):
        drawn = FILES if extracted is None else extracted
        for media, body in drawn.items():
            RenderingFactory(document=publication.document, format=media, body=body)


class CorrectionFactory(DjangoModelFactory):
    """A correction of 9 December 2025. It stamps its publication as the desk does."""

    class Meta:
        model = Correction
        skip_postgeneration_save = True

    publication = factory.SubFactory(PublicationFactory)
    number = factory.Sequence(lambda n: n + 1001)
    severity = Correction.Severity.FIGURE
    text = "Shop theft was published as 1,648 offences; the correct figure is 1,638."
    made_at = dt.datetime(2025, 12, 9, 10, tzinfo=dt.UTC)
    made_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def stamp(correction, create, extracted, **kwargs):
        stamped = Publication.objects.filter(pk=correction.publication_id)
        stamped.update(stamp=F("stamp") + 1)
