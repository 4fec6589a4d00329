from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "wegwijzer.ui"
    label = "ui"
    verbose_name = "uitzicht"
