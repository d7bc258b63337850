from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "augenhoehe.outreach"
