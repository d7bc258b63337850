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


class DeclaredKind(models.TextChoices):
    """What a person can say about themselves and a colleague."""

    MY_LINE = "my_line", _("is my line superior")
    MY_STAFF = "my_staff", _("works under my lead")
    APPRAISES_ME = "appraises_me", _("appraises me")
    I_APPRAISE = "i_appraise", _("is appraised by me")
    DECIDES_ON_ME = "decides_on_me", _("decides on my personnel matters")
    I_DECIDE_ON = "i_decide_on", _("is somebody whose personnel matters I decide on")
    MY_MENTOR = "my_mentor", _("was my mentor before")
    MY_MENTEE = "my_mentee", _("was my mentee before")

    @property
    def is_tandem(self) -> bool:
        return self in (DeclaredKind.MY_MENTOR, DeclaredKind.MY_MENTEE)

    @property
    def is_mine_to_lead(self) -> bool:
        return self in (DeclaredKind.MY_STAFF, DeclaredKind.I_APPRAISE, DeclaredKind.I_DECIDE_ON)

    @property
    def relation(self) -> RelationKind:
        """The relation behind it. KeyError for former tandems."""
        return {
            DeclaredKind.MY_LINE: RelationKind.LINE,
            DeclaredKind.MY_STAFF: RelationKind.LINE,
            DeclaredKind.APPRAISES_ME: RelationKind.APPRAISAL,
            DeclaredKind.I_APPRAISE: RelationKind.APPRAISAL,
            DeclaredKind.DECIDES_ON_ME: RelationKind.PERSONNEL,
            DeclaredKind.I_DECIDE_ON: RelationKind.PERSONNEL,
        }[self]
