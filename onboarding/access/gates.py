"""The gate for each noun: `noun_for(user, pk, need)` gives the row, 404 when it is not theirs, 403 when not allowed."""

from onboarding.access.rules import Can, row_for
from onboarding.models import Deliverable, DeliverableDocument, DeliverableType
from projects.models import Milestone, Project
from wegwijzer.accounts.models import User

WITHIN = "project__partnership__organisation"


def project_for(user: User, pk: int, need: Can | None = None) -> Project:
    rows = Project.objects.visible_to(user).select_related("partnership__organisation")
    return row_for(user, rows, pk, need)


def milestone_for(user: User, pk: int, need: Can | None = None) -> Milestone:
    return row_for(user, Milestone.objects.visible_to(user).select_related(WITHIN), pk, need)


def deliverable_type_for(user: User, pk: int, need: Can | None = None) -> DeliverableType:
    return row_for(user, DeliverableType.objects.visible_to(user).select_related(WITHIN, "theme"), pk, need)


def deliverable_for(user: User, pk: int, need: Can | None = None) -> Deliverable:
    rows = Deliverable.objects.visible_to(user)
    rows = rows.select_related(f"type__{WITHIN}", "type__theme", "organisation", "responsible", "person")
    return row_for(user, rows, pk, need)


def deliverable_document_for(user: User, pk: int, need: Can | None = None) -> DeliverableDocument:
    rows = DeliverableDocument.objects.visible_to(user).prefetch_related("document__versions")
    rows = rows.select_related(f"deliverable__type__{WITHIN}", "deliverable__organisation", "document")
    return row_for(user, rows, pk, need)
