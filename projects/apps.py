from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = "projecten"

    def ready(self) -> None:
        from projects import reminders
        from projects.exports.calendar import register_calendar
        from projects.forms.more_filters import register_filters
        from projects.timeline import lanes
        from projects.verbs import LABELS
        from wegwijzer.audit.registry import register
        from wegwijzer.reminders.registry import register as register_rules

        register(LABELS)
        lanes.register_lanes()
        _register_reports()
        _register_sections()
        _register_messages()
        register_filters()
        _register_counters()
        register_calendar()
        register_rules(*reminders.RULES)


def _register_reports() -> None:
    """What can be asked for as a document."""
    from projects import access
    from projects.access.budget import may_see_share_report
    from projects.access.dossier_version import may_see_dossier_report
    from projects.access.reporting import may_see_funder_report
    from projects.actions import dossier_print, dossier_version
    from projects.reports import claim, funder_report, plan, plan_version, share, story
    from projects.timeline import printed
    from wegwijzer.reports.registry import register

    register("timeline", build=printed.timeline, may_see=access.may_see_project_report, label="tijdlijn")
    register("plan", build=plan, may_see=access.may_see_plan_report, label="plan")
    register("plan_version", build=plan_version, may_see=access.may_see_version_report, label="versie van een plan")
    register("story", build=story, may_see=access.may_see_story, label="verhaal van een project")
    register("claim", build=claim, may_see=access.may_see_claim_report, label="schuldvordering")
    register("funder_report", build=funder_report, may_see=may_see_funder_report, label="verslag")
    register("share", build=share, may_see=may_see_share_report, label="bijdrage van een bestuur")
    seen, kept = may_see_dossier_report, dossier_version.keep_made
    register(dossier_version.PDF, build=dossier_print.printed, may_see=seen, label="subsidiedossier", made=kept)
    register(dossier_version.ZIP, build=dossier_print.bundled, may_see=seen, label="subsidiedossier (zip)")


def _register_counters() -> None:
    """What a measurable target counts by itself."""
    from django.utils.translation import gettext_lazy as _

    from projects.models import Counter, TargetCount, count_local_plans, register_counter

    counter = Counter(_("goedgekeurde lokale plannen"), "projects:plan_detail", count_local_plans)
    register_counter(TargetCount.LOCAL_PLANS.value, counter)


def _register_sections() -> None:
    """What stands on the page of a dossier."""
    from projects.access import read_budget_section, register_section, staff_sections
    from projects.access.claim_section import read_claim_section
    from projects.access.dossier_version import read_documents
    from projects.access.reporting import read_reporting

    register_section(30, "projects/dossier_budget.html", read_budget_section)
    register_section(60, "projects/dossier_claims.html", read_claim_section)
    register_section(70, "projects/dossier_reporting_section.html", read_reporting)
    register_section(90, "projects/dossier_documents.html", read_documents)
    staff_sections.register_sections()


def _register_messages() -> None:
    """What people are mailed about."""
    from projects.notifications import claim, guest_link, sheet_request

    claim.register_kinds()
    guest_link.register_kinds()
    sheet_request.register_kinds()
