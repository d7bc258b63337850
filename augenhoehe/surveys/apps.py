from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "augenhoehe.surveys"
