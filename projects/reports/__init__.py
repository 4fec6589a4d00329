"""What the printouts of plans and projects need, as data for a document."""

from projects.reports.claim import claim
from projects.reports.plan import plan
from projects.reports.story import story

__all__ = ["claim", "plan", "story"]
