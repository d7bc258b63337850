"""What the gallery of all components shows."""

import datetime as dt
from copy import deepcopy
from pathlib import Path
from typing import Any

from django import forms
from django.conf import LazySettings
from django.core.paginator import Paginator

from augenhoehe.documents.blocks import blocks_of
from augenhoehe.documents.differences import compare

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
BLOCKS = ("8–10", "10–12", "12–14", "14–16")
LEVELS = [("0", "none"), ("1", "some"), ("2", "good"), ("3", "expert")]
TOPICS = ("Collaboration tools", "Artificial intelligence at work", "Data protection in everyday work")


class Sample(forms.Form):
    draft_key = forms.CharField(widget=forms.HiddenInput, initial="draft-key")
    name = forms.CharField(label="Name", help_text="As on your badge.", max_length=40)
    email = forms.EmailField(label="Work address")
    motivation = forms.CharField(label="Motivation", widget=forms.Textarea(attrs={"maxlength": 600}))
    site = forms.ChoiceField(label="Site", choices=[("", "Please choose"), ("a", "Town hall"), ("b", "Harbour")])
    mode = forms.ChoiceField(
        label="How would you like to meet?",
        choices=[("site", "in person"), ("video", "by video")],
        widget=forms.RadioSelect,
        help_text="Both is fine, too.",
    )
    languages = forms.MultipleChoiceField(
        label="Languages",
        choices=[("de", "German"), ("en", "English"), ("fr", "French")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    time = forms.TimeField(label="Time", widget=forms.TimeInput(attrs={"type": "time"}))
    hours = forms.IntegerField(label="Hours a month", min_value=1, required=False)
    table = forms.FileField(label="Spreadsheet", help_text="xlsx or csv, up to 10 MB", required=False)
    agreed = forms.BooleanField(label="I keep to the four rules", help_text="Openness, trust, respect, commitment.")
    slots = forms.MultipleChoiceField(
        label="Times that suit you",
        choices=[(day, [(str(d * 4 + b), block) for b, block in enumerate(BLOCKS)]) for d, day in enumerate(DAYS)],
        widget=forms.CheckboxSelectMultiple,
    )
    level_0, level_1, level_2 = (
        forms.ChoiceField(label=topic, choices=LEVELS, widget=forms.RadioSelect) for topic in TOPICS
    )
    own_0, own_1 = (forms.ChoiceField(label="My level", choices=LEVELS, widget=forms.RadioSelect) for _ in "12")
    wish_0, wish_1 = (forms.ChoiceField(label="How much I want it", choices=LEVELS) for _ in "12")


PHASES = [
    {"label": label, "opens_on": dt.date(2026, month, 1), "closes_on": dt.date(2026, month, 28), "state": state}
    for label, month, state in (
        ("Call", 1, "done"),
        ("Selection", 2, "done"),
        ("Matching", 3, "current"),
        ("Running", 4, "open"),
        ("Closing", 10, "open"),
        ("Follow-up", 12, "open"),
    )
]

PARTS = [
    {"name": "Topics", "value": 36.0, "share": 90},
    {"name": "Aspects", "value": 12.5, "share": 83},
    {"name": "Level gap", "value": 10, "share": 100},
    {"name": "Career stage", "value": 0, "share": 0},
    {"name": "Time", "value": 7.5, "share": 75},
]


def context(state: str) -> dict[str, Any]:
    """`state`: "errors" for a form sent empty, "conflict" for a stale edit, else as first opened."""
    form = Sample({"draft_key": "draft-key", "name": "Ada <b>"}) if state == "errors" else Sample()
    if state == "conflict":
        form = Sample(initial={"name": "What I typed"})
    return {
        "form": form,
        "levels": [form[f"level_{n}"] for n in range(3)],
        "rows": [{"label": TOPICS[n], "controls": [form[f"own_{n}"], form[f"wish_{n}"]]} for n in range(2)],
        "phases": PHASES,
        "parts": PARTS,
        "chart_kinds": ("bars", "stacked", "lines", "chord"),
        "page": Paginator(range(120), 50).page(2),
        "conflict": [("Name", "What somebody else saved")] if state == "conflict" else None,
        "blocks": blocks_of("A text.\n\n## With a heading\n\n- one\n- two"),
        "compared": compare("Answer within ten days.\n\nGone.", "Answer within twenty days."),
        "people": ["Mia Berger", "Jonas Weiß", "Dr. Elif Aydın-Hohenstein"],
    }


def show_gallery(settings: LazySettings) -> None:
    """Put the gallery's addresses and template in the place of all rooms."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "tests.components.urls"
