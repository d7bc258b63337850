"""Closed vocabularies with their words in both languages."""

from __future__ import annotations

ROLES: dict[str, tuple[str, ...]] = {
    "mentor": (
        "mentors",
        "Mentorin",
        "Mentor/in",
        "Mentor*in",
        "Mentorinnen",
        "Mentor:in",
        "Mentor_in",
        "MentorIn",
    ),
    "mentee": ("mentees", "Mentee (Führungskraft)"),
}
MODES: dict[str, tuple[str, ...]] = {
    "in_person": (
        "in person",
        "on site",
        "onsite",
        "face to face",
        "Präsenz",
        "in Präsenz",
        "vor Ort",
        "persönlich",
        "Büro",
    ),
    "video": (
        "online",
        "remote",
        "Videokonferenz",
        "per Video",
        "virtuell",
        "digital",
        "video call",
        "Teams",
        "Webex",
    ),
}
LANGUAGES: dict[str, tuple[str, ...]] = {
    "de": ("German", "Deutsch", "ger", "deu"),
    "en": ("English", "Englisch", "eng"),
    "fr": ("French", "Französisch", "fra"),
    "it": ("Italian", "Italienisch", "ita"),
    "es": ("Spanish", "Spanisch", "spa"),
    "tr": ("Turkish", "Türkisch", "tur"),
    "uk": ("Ukrainian", "Ukrainisch", "ukr"),
    "ru": ("Russian", "Russisch", "rus"),
    "pl": ("Polish", "Polnisch", "pol"),
    "ar": ("Arabic", "Arabisch", "ara"),
    "nl": ("Dutch", "Niederländisch", "nld"),
    "pt": ("Portuguese", "Portugiesisch", "por"),
    "el": ("Greek", "Griechisch", "ell"),
    "ro": ("Romanian", "Rumänisch", "ron"),
    "hr": ("Croatian", "Kroatisch", "hrv"),
    "cs": ("Czech", "Tschechisch", "ces"),
    "hu": ("Hungarian", "Ungarisch", "hun"),
    "da": ("Danish", "Dänisch", "dan"),
    "cy": ("Welsh", "Walisisch", "Cymraeg"),
    "dgs": ("German Sign Language", "Deutsche Gebärdensprache", "Gebärdensprache", "sign language"),
}
MAIL_LANGUAGES: dict[str, tuple[str, ...]] = {code: LANGUAGES[code] for code in ("de", "en")}
RELATIONS: dict[str, tuple[str, ...]] = {
    "appraisal": ("beurteilt", "Beurteilung", "appraises", "is the appraiser of"),
    "personnel": (
        "entscheidet über Personalfragen",
        "Personalentscheidung",
        "decides on personnel matters",
    ),
    "tandem": ("war Mentor von", "war Mentorin von", "früheres Tandem", "was the mentor of", "former tandem"),
}
UNIT_KINDS: dict[str, tuple[str, ...]] = {
    "department": ("Referat", "Dezernat", "Ministerium", "Behörde", "Fachbereich", "Geschäftsbereich"),
    "division": ("Abteilung", "Hauptabteilung", "Amt", "Geschäftsfeld"),
    "section": ("Sachgebiet", "Team", "Stelle", "Unterabteilung", "Gruppe"),
}
