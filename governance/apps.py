from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "bestuur"

    def ready(self) -> None:
        from governance.verbs import LABELS
        from wegwijzer.audit.registry import register

        register(LABELS)
