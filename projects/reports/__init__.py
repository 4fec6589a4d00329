"""What a printout of a plan needs, as data for a document."""

from projects.reports.plan import plan

__all__ = ["plan"]
