from django.utils import translation

from augenhoehe.people.forms import UploadForm


def test_the_hint_of_an_upload_is_in_the_readers_language() -> None:
    hints = []
    for language in ("de", "en"):
        with translation.override(language):
            hints.append(str(UploadForm().fields["file"].help_text))
    assert hints == [
        "Höchstens 25 MB. Die Überschriften dürfen deutsch oder englisch sein.",
        "At most 25 MB. Headings may be German or English.",
    ]
