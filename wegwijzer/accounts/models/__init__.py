from wegwijzer.accounts.models.contact_point import Contact, ContactPoint, contacts_of
from wegwijzer.accounts.models.organisation import LOCAL_BOARDS, Organisation, OrganisationKind, Population
from wegwijzer.accounts.models.user import Membership, User

__all__ = [
    "LOCAL_BOARDS",
    "Contact",
    "ContactPoint",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Population",
    "User",
    "contacts_of",
]
