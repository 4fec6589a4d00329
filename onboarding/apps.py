from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    name = "onboarding"
    verbose_name = "onthaal"

    def ready(self) -> None:
        from onboarding.verbs import LABELS
        from wegwijzer.audit.registry import register

        register(LABELS)
        _register_reports()
        _register_messages()


def _register_reports() -> None:
    """What can be asked for as a document."""
    from onboarding import access, reports
    from onboarding.access.refinement import may_see_text_report
    from wegwijzer.reports.registry import register

    register("deliverables", build=reports.matrix, may_see=access.may_see_matrix_report, label="matrix van resultaten")
    register("procedure", build=reports.local_text, may_see=may_see_text_report, label="onthaalprocedure")
    register("brochure", build=reports.local_text, may_see=may_see_text_report, label="onthaalbrochure")


def _register_messages() -> None:
    """What people are mailed about."""
    from onboarding.notifications import edition

    edition.register_kinds()
