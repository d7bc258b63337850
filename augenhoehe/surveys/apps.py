from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "augenhoehe.surveys"

    def ready(self) -> None:
        from . import erasing  # noqa: F401
