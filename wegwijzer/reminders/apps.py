from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "wegwijzer.reminders"
    label = "reminders"
    verbose_name = "herinneringen"

    def ready(self) -> None:
        from wegwijzer.audit.registry import register
        from wegwijzer.reminders import letter
        from wegwijzer.reminders.verbs import LABELS

        register(LABELS)
        letter.register_kind()
