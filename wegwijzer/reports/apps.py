from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "wegwijzer.reports"
    label = "reports"
    verbose_name = "verslagen"

    def ready(self) -> None:
        from wegwijzer.audit import registry
        from wegwijzer.reports.verbs import LABELS

        registry.register(LABELS)
