"""Fields that persons and applications share, with their headings in both languages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from augenhoehe.intake.parsers.basic import parse_date, parse_email, parse_int, parse_set, parse_text
from augenhoehe.intake.parsers.grades import GradeMap
from augenhoehe.intake.parsers.words import LANGUAGES
from augenhoehe.intake.problems import gettext_noop
from augenhoehe.intake.schema import Field, Values

_ = gettext_noop

CAREER_BANDS = (3, 6, 11, 21)
"""Years in service at which the next career stage begins: up to 2, 3–5, 6–10, 11–20, more than 20."""


def email(*, required: bool) -> Field:
    headings = (
        "E-Mail",
        "email address",
        "mail",
        "E-Mail-Adresse",
        "Mailadresse",
        "work address",
        "Dienstmail",
    )
    return Field("email", _("Mail address"), parse_email, headings, required=required)


def names(*, required: bool) -> tuple[Field, Field]:
    return (
        Field("first_name", _("First name"), parse_text(80), ("Vorname", "given name"), required=required),
        Field(
            "last_name",
            _("Last name"),
            parse_text(80),
            ("Nachname", "Familienname", "surname", "family name", "Name"),
            required=required,
        ),
    )


def level_fields(grades: GradeMap) -> tuple[Field, Field]:
    return (
        Field(
            "function_level",
            _("Function level"),
            parse_int(1, 6),
            ("Funktionsebene", "Hierarchieebene", "level", "Ebene"),
        ),
        Field(
            "pay_grade",
            _("Pay grade"),
            grades.find,
            (
                *(
                    "grade",
                    "Besoldungsgruppe",
                    "Entgeltgruppe",
                    "Eingruppierung",
                    "Besoldungs-/Entgeltgruppe",
                ),
                *("Bes.-Gr.", "BesGr", "EG", "Entgeltgr.", "Entg.-Gr.", "Besoldung", "Besoldung/Entgelt"),
                *(
                    "Vergütungsgruppe",
                    "Tarifgruppe",
                    "Bes./Entg.",
                    "Qualifikationsebene",
                    "QE",
                    "Amt/Entgeltgruppe",
                ),
            ),
            several=True,
        ),
    )


def career_fields(bands: Sequence[int]) -> tuple[Field, Field]:
    return (
        Field(
            "career_stage",
            _("Career stage"),
            parse_int(0, len(bands)),
            ("Karrierestufe", "Karrierephase", "Berufsphase", "Laufbahnphase"),
        ),
        Field(
            "years_in_service",
            _("Years in service"),
            parse_int(0, 60),
            ("Dienstjahre", "Berufsjahre", "years of service", "Jahre im Dienst", "Betriebszugehörigkeit"),
        ),
    )


def site() -> Field:
    return Field(
        "site",
        _("Site"),
        parse_text(120),
        ("Standort", "Dienstort", "Arbeitsort", "location", "workplace", "Ort"),
    )


def languages() -> Field:
    headings = ("Sprachen", "working languages", "Arbeitssprachen", "Sprache", "language")
    return Field("languages", _("Languages"), parse_set(LANGUAGES, "language_unknown"), headings)


def supervisor() -> Field:
    return Field(
        "supervisor",
        _("Supervisor's mail address"),
        parse_email,
        (
            *(
                "supervisor",
                "supervisor email",
                "supervisor's email",
                "Vorgesetzte",
                "Vorgesetzter",
                "manager",
            ),
            *(
                "Vorgesetzte/r",
                "Vorgesetzte:r",
                "E-Mail Vorgesetzte",
                "E-Mail der Führungskraft",
                "Führungskraft",
            ),
            *("E-Mail Vorgesetzte/r", "E-Mail des Vorgesetzten", "line manager", "line manager email"),
        ),
    )


def supervisor_period() -> tuple[Field, Field]:
    return (
        Field(
            "supervisor_since",
            _("Supervisor since"),
            parse_date,
            (
                *("Vorgesetzte seit", "Vorgesetzter seit", "Vorgesetzte/r seit", "Führungskraft seit"),
                *("unterstellt seit", "reports to since", "manager since", "supervisor from"),
            ),
        ),
        Field(
            "supervisor_until",
            _("Supervisor until"),
            parse_date,
            (
                *("Vorgesetzte bis", "Vorgesetzter bis", "Vorgesetzte/r bis", "Führungskraft bis"),
                *("unterstellt bis", "reports to until", "manager until", "supervisor to"),
            ),
        ),
    )


def complete(values: Values, bands: Sequence[int]) -> None:
    """Fill ``function_level`` from the pay grade and ``career_stage`` from the years, if not given."""
    if "pay_grade" in values:
        values.setdefault("function_level", values["pay_grade"].level)
    if "years_in_service" in values:
        values.setdefault("career_stage", bisect_right(bands, values["years_in_service"]))
