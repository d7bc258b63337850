from django.apps import AppConfig


class UndertakingsConfig(AppConfig):
    name = "augenhoehe.undertakings"
