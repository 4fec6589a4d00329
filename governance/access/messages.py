"""The mails of a partnership: which went to whom, what they said and what became of them."""

from collections.abc import Mapping

from django.apps import apps
from django.db.models import Model
from django.http import Http404

from governance.access.rules import Can, partnerships_with
from governance.models import Partnership, Person, rights_of
from wegwijzer.accounts.access import get_for
from wegwijzer.accounts.models import User
from wegwijzer.outbox.models import Message, MessageQuerySet


def message_scopes(user: User) -> Mapping[int, str]:
    """The partnerships whose mails this login may see, by key and in alphabetical order; 404 when there are none."""
    rights = rights_of(user)
    mine = partnerships_with(rights, Can.SEE_MESSAGES)
    if not mine:
        raise Http404
    return {pk: name for pk, name in rights.names.items() if pk in mine}


def messages_for(user: User) -> MessageQuerySet:
    """The mails of those partnerships, without their texts."""
    mine = Partnership.objects.filter(pk__in=partnerships_with(rights_of(user), Can.SEE_MESSAGES))
    return Message.objects.filter(scope__in=mine.values("organisation")).defer("body")


def message_for(user: User, pk: int) -> Message:
    """One of them; who sees it may also send it again. Raises Http404."""
    rows = messages_for(user).defer(None).select_related("scope")
    return get_for(user, rows, pk, None, lambda _user, _row, _need: True)


def subject_of(message: Message) -> Model | None:
    """The row that a mail is about; None when it is about none, or when that is gone."""
    if not message.target_type:
        return None
    try:
        model = apps.get_model(message.target_type)
    except LookupError:
        return None
    return model._base_manager.filter(pk=message.target_id).first()


def receiver_of(message: Message) -> Person | None:
    """The card of who has this address in that partnership."""
    return Person.objects.filter(partnership__organisation=message.scope_id, email=message.to).first()


def addressees(user: User) -> list[Person]:
    """Who has an address, in the partnerships whose mails this login may see, by name."""
    rows = Person.objects.filter(partnership__in=partnerships_with(rights_of(user), Can.SEE_MESSAGES))
    return list(rows.exclude(email="").only("name", "email", "partnership").order_by("name", "pk"))
