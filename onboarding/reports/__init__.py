"""What the printouts of onboarding need, as data for a document."""

from onboarding.reports.brochures import brochures
from onboarding.reports.certificate import certificate
from onboarding.reports.local_text import local_text
from onboarding.reports.matrix import matrix
from onboarding.reports.year import year

__all__ = ["brochures", "certificate", "local_text", "matrix", "year"]
