from django.db import models
from django.utils.translation import gettext_lazy as _


class Chapter(models.TextChoices):
    """What a report consists of, in its order. `JOINT` is the only one where there are too few tandems for figures."""

    MANDATE = "mandate", _("What the programme is for")
    COHORT = "cohort", _("The cohort")
    PROCESS = "process", _("How it went")
    RESULTS = "results", _("What people say")
    COVERAGE = "coverage", _("What the tandems worked on")
    MIRROR = "mirror", _("How the views of the two lie to each other")
    THEMES = "themes", _("Themes from the talks with the participants")
    QUOTES = "quotes", _("In their own words")
    DECISIONS = "decisions", _("What the next cohort does differently")
    COST = "cost", _("Working time and cost")
    LIMITS = "limits", _("What these figures cannot say")
    PROTECTION = "protection", _("What is withheld, and why")
    GROUPS = "groups", _("Appendix: by role, department and function level")
    QUESTIONNAIRES = "questionnaires", _("Appendix: what was asked")
    JOINT = "joint", _("What we take from it")


class Counted(models.TextChoices):
    """What is counted by days and kept, each for itself (see `services.counting`)."""

    PEOPLE = "people", _("who applied and was admitted, from which departments, and what about")
    ENDS = "ends", _("how many tandems began, and how they ended")
    MEETINGS = "meetings", _("meetings and hours")
    FIRST = "first", _("days to the first meeting")
    THEMES = "themes", _("themes of the feedback talks")
