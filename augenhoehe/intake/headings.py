"""Column headings: comparing them, and those whose columns are never read."""

from __future__ import annotations

import re
import unicodedata

_OUTLAUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")


def heading_key(heading: str) -> str:
    """What two headings must share to be the same: ``E-Mail-Adresse *`` and ``e_mail adresse`` are."""
    text = unicodedata.normalize("NFKC", heading).casefold().translate(_OUTLAUT)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_ALPHANUMERIC.sub("", text)


# Specially protected data (GDPR Art. 9), then what the matching must never use. mentor-match's come first.
_NEVER_READ = """
characteristics; match with similar identity; identity to match; identity; identities; Merkmale;
Persönliche Merkmale; Identität; Identitäten; Mit ähnlicher Identität matchen; Gewünschte Identität;
sexual orientation; sexuelle Orientierung; gender identity; Geschlechtsidentität; gender; sex; Geschlecht;
pronouns; Pronomen; ethnicity; ethnic origin; ethnische Herkunft; race; nationality; Nationalität;
Staatsangehörigkeit; Migrationshintergrund; religion; Konfession; Religionszugehörigkeit; Weltanschauung;
political opinion; Partei; trade union; Gewerkschaft; Gewerkschaftszugehörigkeit; disability; disabilities;
Behinderung; Schwerbehinderung; Grad der Behinderung; GdB; health; Gesundheit; marital status; Familienstand;
birth date; date of birth; birthday; year of birth; Geburtsdatum; Geburtstag; Geburtsjahr; age; Alter;
personality; personality type; Persönlichkeit; Persönlichkeitstyp; appraisal; performance rating;
Beurteilung; dienstliche Beurteilung; Leistungsbewertung; absence; sick days; Fehlzeiten; Krankheitstage;
salary; Gehalt
"""
NEVER_READ = frozenset(heading_key(name) for name in _NEVER_READ.split(";"))


def is_never_read(heading: str) -> bool:
    """Whether a column must not reach memory beyond the reading of the file."""
    return heading_key(heading) in NEVER_READ
