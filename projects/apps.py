from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = "projecten"

    def ready(self) -> None:
        from projects.notifications import sheet_request
        from projects.verbs import LABELS
        from wegwijzer.audit.registry import register

        register(LABELS)
        sheet_request.register_kinds()
