"""What the printouts of plans and projects need, as data for a document."""

from projects.reports.claim import claim
from projects.reports.funder import funder_report
from projects.reports.plan import plan
from projects.reports.plan_version import plan_version
from projects.reports.share import share
from projects.reports.story import story

__all__ = ["claim", "funder_report", "plan", "plan_version", "share", "story"]
