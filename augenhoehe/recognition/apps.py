from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "augenhoehe.recognition"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers itself)
