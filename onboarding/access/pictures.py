"""Which pictures a visitor or a login may see: those of the draft, and those that an edition pins."""

from django.http import Http404

from governance.models import DocumentVersion
from onboarding.access.public_page import public_text
from onboarding.access.refinement import edition_for
from onboarding.access.rules import Can, row_for
from onboarding.models import Edition, SectionPicture
from onboarding.models.edition_content import content_of
from wegwijzer.accounts.models import User


def section_picture_for(user: User, pk: int, need: Can | None = None) -> SectionPicture:
    rows = SectionPicture.objects.visible_to(user)
    return row_for(user, rows.select_related("section__text__partnership__organisation", "file__document"), pk, need)


def edition_picture_for(user: User, pk: int, file: int) -> DocumentVersion:
    """Of edition `pk`. Raises Http404."""
    return _pinned(edition_for(user, pk), file)


def public_picture(organisation_pk: int, text_pk: int, file: int) -> DocumentVersion:
    """Of the edition that everybody may read. Raises Http404."""
    edition = public_text(organisation_pk, text_pk).reading.edition
    if edition is None:
        raise Http404
    return _pinned(edition, file)


def _pinned(edition: Edition, file: int) -> DocumentVersion:
    """A file that this edition shows and that still is what it was then."""
    pictures = [picture for part in content_of(edition).parts for picture in part.pictures]
    checksum = next((picture.checksum for picture in pictures if picture.file == file), None)
    found = DocumentVersion.objects.filter(pk=file, checksum=checksum).first() if checksum else None
    if found is None:
        raise Http404
    return found
