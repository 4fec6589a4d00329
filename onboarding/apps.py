from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    name = "onboarding"
    verbose_name = "onthaal"

    def ready(self) -> None:
        from onboarding import reminders
        from onboarding.exports.calendar import register_calendar
        from onboarding.verbs import LABELS
        from wegwijzer.audit.registry import register
        from wegwijzer.reminders.registry import register as register_rules

        register(LABELS)
        _register_reports()
        _register_messages()
        _register_in_projects()
        register_calendar()
        register_rules(*reminders.RULES)


def _register_reports() -> None:
    """What can be asked for as a document."""
    from onboarding import access, reports
    from onboarding.access.indicators import may_see_year_report
    from onboarding.access.refinement import may_see_all_brochures, may_see_text_report
    from wegwijzer.reports.registry import register

    register("deliverables", build=reports.matrix, may_see=access.may_see_matrix_report, label="matrix van resultaten")
    register("year", build=reports.year, may_see=may_see_year_report, label="jaarverslag")
    register("procedure", build=reports.local_text, may_see=may_see_text_report, label="onthaalprocedure")
    register("brochure", build=reports.local_text, may_see=may_see_text_report, label="onthaalbrochure")
    register(
        "brochures",
        build=reports.brochures,
        may_see=may_see_all_brochures,
        label="alle onthaalbrochures van een tekst",
        is_series=True,
    )


def _register_messages() -> None:
    """What people are mailed about."""
    from onboarding.notifications import edition, event

    edition.register_kinds()
    event.register_kinds()


def _register_in_projects() -> None:
    """What shows of it around a project, which does not know this app."""
    from django.db.models import Q
    from django.utils.translation import gettext_lazy as _

    from onboarding.models import count_education, read_waits, tell_deliverables, tell_education, tell_events
    from onboarding.models.deliverable_count import register_deliverable_counters
    from onboarding.timeline.deliverables import deliverables
    from onboarding.timeline.education import education
    from onboarding.timeline.events import events
    from projects.access.moment_links import register_moment_link
    from projects.models import Awaited, Counter, register_awaited, register_counter, register_teller
    from projects.timeline import sources

    sources.register("deliverables", deliverables, order=35)
    sources.register("education", education, order=45)
    sources.register("events", events, order=55)
    register_teller("deliverables", tell_deliverables, {})
    page = "onboarding:education_project_detail"
    register_teller("education", tell_education, {"educationproject": page})
    register_deliverable_counters()
    register_counter("education", Counter(_("voorgestelde onderwijsprojecten"), page, count_education))
    register_teller("events", tell_events, {"event": "onboarding:event_detail"})
    register_awaited("deliverables", Awaited(Q(deliverable_wait__isnull=False), read_waits))
    register_moment_link("milestone", _("Laat de mijlpaal wachten op resultaten"), "onboarding:milestone_wait")
