"""The versions of an edition that are kept beside the public one, and their files."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from reports.build.versions import audiences_with_more
from reports.models import Edition, EditionVersion, Rendering

FILES = ("pdf", "xlsx", "csv", "json")
"""What most people want first."""


@dataclass(frozen=True)
class File:
    """A rendering to take away: what it is, its size in bytes, and where."""

    label: str
    size: int
    url: str


def listed(shown: Edition) -> list[tuple[str, str, list[File]]]:
    """Each version that says more than the public one: its name, address and files.

    Of a draft those that it may come to have; five queries, or two for each version.
    """
    slug = shown.office.slug
    if shown.document is None:
        found = [(each, []) for each in audiences_with_more(shown)]
    else:
        kept = EditionVersion.objects.of(shown)
        found = [(each.audience, desk_files(shown, each)) for each in kept]
    return [
        (
            EditionVersion.Audience(audience).label,
            reverse("reports:version", args=[slug, shown.pk, audience]),
            files,
        )
        for audience, files in found
    ]


def desk_files(shown: Edition, kept: EditionVersion) -> list[File]:
    start = [shown.office.slug, shown.pk, kept.audience]
    return [
        File(
            words_of(each),
            each.size,
            reverse("reports:version-file", args=[*start, each.format]),
        )
        for each in downloads(kept)
    ]


def downloads(version: EditionVersion) -> list[Rendering]:
    """Its files, without their bytes."""
    whole = Rendering.objects.filter(document=version.document_id, part="")
    rows = whole.filter(format__in=FILES).defer("body")
    return sorted(rows, key=lambda row: FILES.index(row.format))


def filename_of(version: EditionVersion, file: Rendering) -> str:
    return f"{version.filename}.{file.format}"


def words_of(file: Rendering) -> str:
    return {
        Rendering.Format.PDF: _("To print (PDF)"),
        Rendering.Format.XLSX: _("The figures (XLSX)"),
        Rendering.Format.CSV: _("The figures (CSV)"),
        Rendering.Format.JSON: _("All of it, for software (JSON)"),
    }[file.format]
