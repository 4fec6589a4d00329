"""What happens here, as history and the screen call it."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    # plan step
    "projects.plan_step.added": _("toegevoegd"),
    "projects.plan_step.changed": _("gewijzigd"),
    "projects.plan_step.moved": _("verplaatst"),
    "projects.plan_step.removed": _("module geschrapt"),
    # objective
    "projects.objective.added": _("toegevoegd"),
    "projects.objective.levelled": _("niveau gewijzigd"),
    "projects.objective.moved": _("verplaatst"),
    "projects.objective.renamed": _("anders verwoord"),
    "projects.objective.changed": _("gewijzigd"),
    "projects.progress.noted": _("realisatie genoteerd"),
    # alignment; told of the objective
    "projects.alignment.linked": _("lijn van een ander plan gekoppeld"),
    "projects.alignment.changed": _("afstemming anders verwoord"),
    "projects.alignment.unlinked": _("lijn van een ander plan losgemaakt"),
    # finding
    "projects.finding.noted": _("bevinding genoteerd"),
    "projects.finding.changed": _("bevinding gewijzigd"),
    "projects.finding.removed": _("bevinding geschrapt"),
    # dependency
    "projects.dependency.added": _("toegevoegd"),
    "projects.dependency.changed": _("gewijzigd"),
    "projects.dependency.removed": _("afhankelijkheid verwijderd"),
    # dossier
    "projects.dossier.added": _("begonnen"),
    "projects.dossier.changed": _("gewijzigd"),
    # milestone
    "projects.milestone.added": _("toegevoegd"),
    "projects.milestone.changed": _("gewijzigd"),
    "projects.milestone.removed": _("mijlpaal verwijderd"),
    "projects.milestone.shifted": _("meegeschoven"),
    # phase
    "projects.phase.added": _("toegevoegd"),
    "projects.phase.changed": _("gewijzigd"),
    "projects.phase.removed": _("fase verwijderd"),
    "projects.phase.shifted": _("meegeschoven"),
    # plan
    "projects.plan.added": _("begonnen"),
    "projects.plan.changed": _("gewijzigd"),
    "projects.plan.chapter_added": _("hoofdstuk toegevoegd"),
    "projects.plan.chapter_changed": _("hoofdstuk gewijzigd"),
    "projects.plan.chapter_moved": _("hoofdstuk verplaatst"),
    "projects.plan.chapter_removed": _("hoofdstuk weggehaald"),
    "projects.plan.extended": _("aangevuld met een reeks lijnen"),
    "projects.plan.line_removed": _("lijn verwijderd"),
    "projects.plan.chosen_from_catalogue": _("gekozen uit de catalogus"),
    "projects.plan.imported": _("binnengehaald"),
    "projects.objective.imported": _("gewijzigd uit een tabel"),
    "projects.case.loaded": _("voorbeeld geladen"),
    # plan version
    "projects.plan_version.fixed": _("versie vastgelegd"),
    "projects.plan_version.adopted": _("goedkeuring genoteerd"),
    "projects.plan_version.asked": _("voorgelegd aan de raden"),
    # dossier version
    "projects.dossier_version.fixed": _("vastgelegd"),
    # project
    "projects.project.added": _("toegevoegd"),
    "projects.project.changed": _("gewijzigd"),
    "projects.project.prepared": _("in voorbereiding genomen"),
    "projects.project.started": _("gestart"),
    "projects.project.winding_down": _("afronding begonnen"),
    "projects.project.closed": _("afgesloten"),
    "projects.project.reopened": _("heropend"),
    "projects.project.stopped": _("stopgezet"),
    "projects.project.resumed": _("weer opgenomen"),
    # who is around a project; told of the project itself
    "projects.staff.added": _("medewerker toegevoegd"),
    "projects.staff.changed": _("medewerker gewijzigd"),
    "projects.staff.removed": _("medewerker geschrapt"),
    "projects.funder.added": _("subsidiegever toegevoegd"),
    "projects.funder.changed": _("subsidiegever gewijzigd"),
    "projects.funder.removed": _("subsidiegever geschrapt"),
    "projects.stakeholder.added": _("betrokkene toegevoegd"),
    "projects.stakeholder.changed": _("betrokkene gewijzigd"),
    "projects.stakeholder.removed": _("betrokkene geschrapt"),
    # bank account
    "projects.bank_account.added": _("rekening toegevoegd"),
    "projects.bank_account.ended": _("rekening beëindigd"),
    # claim, with its lines and evidence
    "projects.claim.added": _("begonnen"),
    "projects.claim.changed": _("gewijzigd"),
    "projects.claim.line_added": _("lijn toegevoegd"),
    "projects.claim.line_changed": _("lijn gewijzigd"),
    "projects.claim.line_removed": _("lijn geschrapt"),
    "projects.claim.evidence_added": _("bewijsstuk toegevoegd"),
    "projects.claim.evidence_removed": _("bewijsstuk weggehaald"),
    "projects.claim.submitted": _("ingediend"),
    "projects.claim.verified": _("goedgekeurd"),
    "projects.claim.returned": _("teruggestuurd"),
    "projects.claim.withdrawn": _("ingetrokken"),
    "projects.claim.paid": _("betaald"),
    "projects.claim.reopened": _("weer te betalen"),
    # payment
    "projects.payment.noted": _("betaling genoteerd"),
    "projects.payment.cancelled": _("betaling ongedaan gemaakt"),
    # service sheet
    "projects.service_sheet.added": _("fiche toegevoegd"),
    "projects.service_sheet.changed": _("fiche gewijzigd"),
    "projects.service_sheet.removed": _("fiche geschrapt"),
    "projects.service_sheet.filled_in": _("fiche ingevuld met de link"),
    # sheet request
    "projects.sheet_request.asked": _("fiche gevraagd"),
    "projects.sheet_request.sent_again": _("vraag opnieuw verstuurd"),
    "projects.sheet_request.withdrawn": _("link ingetrokken"),
    "projects.sheet_request.refused": _("ongeldige link geweigerd"),
    # what in the meetings, decisions and rounds is about it; told of the project or plan itself
    "projects.tie.changed": _("koppelingen gewijzigd"),
}
