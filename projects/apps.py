from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = "projecten"

    def ready(self) -> None:
        from projects.verbs import LABELS
        from wegwijzer.audit.registry import register

        register(LABELS)
