from django.apps import AppConfig


class MirrorConfig(AppConfig):
    name = "augenhoehe.mirror"
