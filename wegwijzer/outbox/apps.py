from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "wegwijzer.outbox"
    label = "outbox"
    verbose_name = "berichten"
