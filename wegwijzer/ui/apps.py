from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "wegwijzer.ui"
    label = "ui"
    verbose_name = "uitzicht"

    def ready(self) -> None:
        import wegwijzer.search  # noqa: F401 - before the first connection: lists search with it
