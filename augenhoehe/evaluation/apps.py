from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "augenhoehe.evaluation"
