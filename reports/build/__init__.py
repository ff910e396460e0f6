"""From rows to content: what an edition or a plan says; reads only, changes nothing."""

from reports.build.blockers import Blocker, blockers, observations_of
from reports.build.edition import build_edition
from reports.build.plan import build_plan

__all__ = [
    "Blocker",
    "blockers",
    "build_edition",
    "build_plan",
    "observations_of",
]
