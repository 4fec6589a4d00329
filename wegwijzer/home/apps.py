from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "wegwijzer.home"
    label = "home"
    verbose_name = "start"

    def ready(self) -> None:
        from wegwijzer.audit import registry
        from wegwijzer.home.verbs import LABELS

        registry.register(LABELS)
