from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "wegwijzer.outbox"
    label = "outbox"
    verbose_name = "berichten"

    def ready(self) -> None:
        from wegwijzer.audit import registry
        from wegwijzer.outbox.verbs import LABELS

        registry.register(LABELS)
