"""The public face of an office as files that are read from disk, without a server."""

from reports.exporting.folder import MANIFEST, ExportRefused
from reports.exporting.reading import Untrue
from reports.exporting.site import export

__all__ = ["MANIFEST", "ExportRefused", "Untrue", "export"]
