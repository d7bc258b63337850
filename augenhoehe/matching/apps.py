from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "augenhoehe.matching"
