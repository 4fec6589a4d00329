"""The PDF of a version: asked for when the version is frozen, made in the background, an annex of its round."""

import logging

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _

from projects.models import PlanVersion
from projects.models.plan_content import is_as_frozen
from projects.models.plan_paper import KIND, paper_of
from wegwijzer.accounts.models import User
from wegwijzer.lifecycle import Refused
from wegwijzer.reports.models import OPEN, Report, ReportState
from wegwijzer.reports.request import request_report
from wegwijzer.storage import StorageAway
from wegwijzer.ui.forms import DocumentField

log = logging.getLogger(__name__)


def order(version: PlanVersion, *, by: User) -> Report:
    """Have it made, as long as the plan is what was frozen; asking again while it is being made changes nothing."""
    scope = version.partnership.organisation
    return request_report(KIND, str(version.pk), by=by, scope=scope, title=str(version))


def annex_of(version: PlanVersion, *, by: User) -> UploadedFile | None:
    """The file that goes along with the question; None when it can not be made, or the plan moved on before it was.

    Raises Refused while it is being made, StorageAway while it can not be reached. What was cleared away after its days
    is made once more.
    """
    paper = paper_of(version)
    if paper is not None and paper.state == ReportState.FAILED:
        return None
    if paper is not None and paper.state == ReportState.DONE:
        return _read(paper)
    if paper is None or paper.state not in OPEN:
        if not is_as_frozen(version):
            return None
        order(version, by=by)
    raise Refused(
        _("Het plan als PDF wordt nog gemaakt: het gaat mee als bijlage. Probeer het over een minuut opnieuw.")
    )


def _read(paper: Report) -> UploadedFile | None:
    try:
        with paper.file.open() as file:
            read = SimpleUploadedFile(paper.file_name, file.read(), "application/pdf")
        return DocumentField().clean(read)
    except StorageAway:
        raise  # it is there: a question without it would be another one
    except (OSError, ValidationError):
        log.exception("report %s can not go along as annex", paper.pk)
        return None
