"""Is it set up for people to rely on?"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wegwijzer.operations.doctor import Finding, check, fault, ok, warning

HERE = {"localhost", "127.0.0.1", "[::1]"}


@check(gettext_lazy("Sleutel"))
def secret_key() -> Finding:
    if os.environ.get("SECRET_KEY"):
        return ok(_("staat in de omgeving"))
    kept = Path(settings.DATA_DIR) / "secret_key"
    if not kept.exists():
        return fault(_("er is geen sleutel"), _("Geef SECRET_KEY, of zet het bestand secret_key terug in DATA_DIR."))
    if kept.stat().st_mode & 0o077:
        return fault(_("anderen op deze machine kunnen %s lezen") % kept, f"chmod 600 {kept}")
    return ok(_("staat in %s") % kept)


@check(gettext_lazy("Demo en foutopsporing"))
def demo() -> Finding:
    public = set(settings.ALLOWED_HOSTS) - HERE
    if settings.DEBUG:
        return fault(_("DEBUG staat aan: foutpagina's tonen de binnenkant"), _("Zet DEBUG uit."))
    if settings.DEMO and public:
        names = ", ".join(sorted(public))
        return fault(_("DEMO staat aan, en de site is te bereiken als %s") % names, _("Zet DEMO uit."))
    if settings.DEMO:
        return warning(_("DEMO staat aan: iedereen op deze machine kan inloggen"), _("Zet DEMO uit voor echt gebruik."))
    return ok(_("uit"))


@check(gettext_lazy("Namen van de site"))
def allowed_hosts() -> Finding:
    if "*" in settings.ALLOWED_HOSTS:
        return fault(_("ALLOWED_HOSTS laat elke naam toe"), _("Geef ALLOWED_HOSTS met de naam van uw site."))
    if not settings.DEMO and set(settings.ALLOWED_HOSTS) <= HERE:
        return warning(_("alleen deze machine"), _("Geef ALLOWED_HOSTS met de naam van uw site."))
    return ok(", ".join(settings.ALLOWED_HOSTS))


@check(gettext_lazy("Adres in mails"))
def site_url() -> Finding:
    url = urlsplit(settings.SITE_URL)
    if settings.DEMO:
        return ok(settings.SITE_URL)
    if url.scheme != "https":
        todo = _("Geef SITE_URL met https, het adres waarop mensen de site openen.")
        return fault(_("%s is niet beveiligd") % settings.SITE_URL, todo)
    if url.hostname not in settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS:
        todo = _("Zet de naam uit SITE_URL ook in ALLOWED_HOSTS.")
        return fault(_("%s wordt geweigerd als naam van de site") % url.hostname, todo)
    return ok(settings.SITE_URL)


@check(gettext_lazy("Contactadres"))
def contact_email() -> Finding:
    if not settings.CONTACT_EMAIL and not settings.DEMO:
        todo = _("Geef CONTACT_EMAIL: de wet vraagt een adres op de pagina's over toegankelijkheid en privacy.")
        return warning(_("er is er geen"), todo)
    return ok(settings.CONTACT_EMAIL or _("niet nodig in een demo"))
