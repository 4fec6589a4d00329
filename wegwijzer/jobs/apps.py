from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "wegwijzer.jobs"
    label = "jobs"
    verbose_name = "werk op de achtergrond"
