from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "augenhoehe.people"

    def ready(self) -> None:
        from . import signals  # noqa: F401  (models have to be there first)
