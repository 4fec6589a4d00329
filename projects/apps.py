from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = "projecten"

    def ready(self) -> None:
        from projects.access import (
            may_see_claim_report,
            may_see_plan_report,
            may_see_project_report,
            may_see_story,
            may_see_version_report,
            read_budget_section,
            register_section,
            staff_sections,
        )
        from projects.access.claim_section import read_claim_section
        from projects.access.dossier_version import may_see_dossier_report, read_documents
        from projects.actions import dossier_print, dossier_version
        from projects.forms.more_filters import register_filters
        from projects.notifications import claim as claim_notices
        from projects.notifications import guest_link, sheet_request
        from projects.reports import claim, plan, plan_version, story
        from projects.timeline import lanes, printed
        from projects.verbs import LABELS
        from wegwijzer.audit.registry import register
        from wegwijzer.reports.registry import register as register_report

        register(LABELS)
        lanes.register_lanes()
        register_report("timeline", build=printed.timeline, may_see=may_see_project_report, label="tijdlijn")
        register_report("plan", build=plan, may_see=may_see_plan_report, label="plan")
        register_report("plan_version", build=plan_version, may_see=may_see_version_report, label="versie van een plan")
        register_report("story", build=story, may_see=may_see_story, label="verhaal van een project")
        register_report("claim", build=claim, may_see=may_see_claim_report, label="schuldvordering")
        register_section(30, "projects/dossier_budget.html", read_budget_section)
        register_section(60, "projects/dossier_claims.html", read_claim_section)
        claim_notices.register_kinds()
        seen = may_see_dossier_report
        register_report(
            dossier_version.PDF,
            build=dossier_print.printed,
            may_see=seen,
            label="subsidiedossier",
            made=dossier_version.keep_made,
        )
        register_report(dossier_version.ZIP, build=dossier_print.bundled, may_see=seen, label="subsidiedossier (zip)")
        register_section(90, "projects/dossier_documents.html", read_documents)
        guest_link.register_kinds()
        sheet_request.register_kinds()
        register_filters()
        staff_sections.register_sections()
