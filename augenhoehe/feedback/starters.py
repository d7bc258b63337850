from augenhoehe.programmes.starters import register

from .services.questions import load_starter_questions

register("feedback", load_starter_questions)
