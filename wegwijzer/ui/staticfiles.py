"""Which static files are served: of Bootstrap only what the pages ask for."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class OwnStaticFilesConfig(StaticFilesConfig):
    """Hashing and compressing all of Bootstrap would keep somebody who starts for the first time waiting."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "bootstrap.*", "bootstrap-grid*", "*.rtl.*"]
