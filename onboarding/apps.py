from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    name = "onboarding"
    verbose_name = "onthaal"

    def ready(self) -> None:
        from onboarding.verbs import LABELS
        from wegwijzer.audit.registry import register

        register(LABELS)
        _register_reports()


def _register_reports() -> None:
    """What can be asked for as a document."""
    from onboarding import access, reports
    from wegwijzer.reports.registry import register

    register("deliverables", build=reports.matrix, may_see=access.may_see_matrix_report, label="matrix van resultaten")
