from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    DEPARTMENT = "department", _("department")
    DIVISION = "division", _("division")
    SECTION = "section", _("section")


class CareerStage(models.IntegerChoices):
    """Bands of years in service; the year itself is never stored."""

    ENTRY = 0, _("up to 2 years in service")
    EARLY = 1, _("3 to 5 years in service")
    SETTLED = 2, _("6 to 10 years in service")
    SEASONED = 3, _("11 to 20 years in service")
    LONG = 4, _("more than 20 years in service")


class FunctionLevel(models.IntegerChoices):
    """Place in the hierarchy, 1 to 6."""

    CLERICAL = 1, _("1 – support, assistance, training")
    CASE = 2, _("2 – casework")
    EXPERT = 3, _("3 – expert, senior casework")
    SECTION_HEAD = 4, _("4 – head of section or team")
    DIVISION_HEAD = 5, _("5 – head of division")
    TOP = 6, _("6 – head of department, top management")


class WorkingLanguage(models.TextChoices):
    GERMAN = "de", _("German")
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    ITALIAN = "it", _("Italian")
    TURKISH = "tr", _("Turkish")
    UKRAINIAN = "uk", _("Ukrainian")
    SIGN = "dgs", _("German Sign Language")


class RelationKind(models.TextChoices):
    LINE = "line", _("line superior")
    APPRAISAL = "appraisal", _("appraises")
    PERSONNEL = "personnel", _("decides on personnel matters")
