from wegwijzer.accounts.models.organisation import LOCAL_BOARDS, Organisation, OrganisationKind, Population
from wegwijzer.accounts.models.user import Membership, User

__all__ = ["LOCAL_BOARDS", "Membership", "Organisation", "OrganisationKind", "Population", "User"]
