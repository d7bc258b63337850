from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "augenhoehe.network"
