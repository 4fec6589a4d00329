from django.apps import AppConfig


class EntranceConfig(AppConfig):
    name = "wegwijzer.entrance"
    label = "entrance"
    verbose_name = "toegang"

    def ready(self) -> None:
        from wegwijzer.audit import registry
        from wegwijzer.entrance import notifications
        from wegwijzer.entrance.verbs import LABELS

        registry.register(LABELS)
        notifications.register()
