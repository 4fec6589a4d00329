from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "wegwijzer.reports"
    label = "reports"
    verbose_name = "verslagen"
