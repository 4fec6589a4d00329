"""Invite somebody from the command line: the first login of a new installation has nobody to invite it."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from wegwijzer.accounts.models import Organisation, OrganisationKind
from wegwijzer.entrance.actions import invitation, user
from wegwijzer.entrance.forms.user import InvitationForm
from wegwijzer.entrance.notifications import link_to
from wegwijzer.lifecycle import Refused


class Command(BaseCommand):
    help = "Invite EMAIL called NAME. With --administrator ORGANISATION the login keeps the installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("name", metavar="NAME")
        parser.add_argument(
            "--administrator",
            metavar="ORGANISATION",
            help="name of the organisation for which the login keeps the installation (made if it is not there)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        form = InvitationForm({"email": options["email"], "name": options["name"]})
        if not form.is_valid():
            raise CommandError(" ".join(message for messages in form.errors.values() for message in messages))
        try:
            with transaction.atomic():
                sent = invitation.invite(form.cleaned_data["email"], form.cleaned_data["name"], by=None)
                if options["administrator"]:
                    user.make_administrator(sent.user, self.organisation(options["administrator"]), by=None)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"Uitnodiging klaar voor {sent.user.email}. De link, ook zonder mail:")
        self.stdout.write(link_to("invitation_accept", sent.key))

    def organisation(self, name: str) -> Organisation:
        found = Organisation.objects.filter(name=name).first()
        if found is not None:
            return found
        made = Organisation(name=name, kind=OrganisationKind.PARTNERSHIP)
        try:
            made.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        made.save()
        return made
