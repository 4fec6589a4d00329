from wegwijzer.entrance.models.invitation import Invitation
from wegwijzer.entrance.models.throttle import Throttle

__all__ = ["Invitation", "Throttle"]
