from django import forms
from django.utils import translation

from augenhoehe.people.forms import UploadForm
from augenhoehe.people.kinds import KINDS


def test_the_hint_of_an_upload_is_in_the_readers_language() -> None:
    hints = []
    for language in ("de", "en"):
        with translation.override(language):
            form = UploadForm(kind=KINDS["units"], scope=None)
            hints.append(*{str(field.help_text) for field in form.fields.values()})
    assert hints == [
        "Höchstens 25 MB. Die Überschriften dürfen deutsch oder englisch sein.",
        "At most 25 MB. Headings may be German or English.",
    ]


def test_what_is_missing_is_asked_for_in_fitting_words() -> None:
    asked = {
        forms.CharField: "Please fill this in.",
        forms.ChoiceField: "Please choose one of these.",
        forms.MultipleChoiceField: "Please tick at least one.",
        forms.FileField: "Please choose a file.",
    }
    with translation.override("en"):
        assert {field: str(field().error_messages["required"]) for field in asked} == asked
