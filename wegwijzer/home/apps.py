from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "wegwijzer.home"
    label = "home"
    verbose_name = "start"
