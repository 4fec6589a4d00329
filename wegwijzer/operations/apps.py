from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "wegwijzer.operations"
    label = "operations"
    verbose_name = "beheer van de installatie"
