from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import EditForm
from augenhoehe.outreach.models import Article, Picture
from augenhoehe.programmes.forms.fields import DateField

from .fields import LANGUAGES, ContentForm, whole_languages

_TEXT = forms.Textarea(attrs={"rows": 14})


class ArticleForm(ContentForm):
    """News or an experience report, in one language or both."""

    published_on = DateField(
        label=_("Published on"),
        required=False,
        help_text=_("Empty: the day on which you publish it. A day ahead: it appears then by itself."),
    )
    consent_on = DateField(
        label=_("The author agreed on"), required=False, help_text=_("Needed as soon as an author is named.")
    )

    class Meta:
        model = Article
        fields = (
            *("kind", "title_de", "teaser_de", "text_de", "title_en", "teaser_en", "text_en"),
            *("byline", "consent_on", "published_on"),
        )
        widgets = {"kind": forms.RadioSelect, "text_de": _TEXT, "text_en": _TEXT}
        help_texts = {
            "teaser_de": _("Shown in lists, and when somebody shares the link. Empty: the beginning of the text."),
            "byline": _("For example “Jana Klee, mentor 2026”. Empty: nobody is named."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.handed_in_by_id:
            # Its author says how they are named, and whether they agree.
            for name in ("kind", "byline", "consent_on"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        whole_languages(self, "title", "text")
        if data.get("byline") and not data.get("consent_on") and "consent_on" not in self.errors:
            self.add_error("consent_on", _("Please enter the day on which the author agreed to be named."))
        return data


class ReportForm(forms.Form):
    """A participant's experience, in the language they like to write in."""

    draft_key = forms.UUIDField(widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_("Written in"), choices=LANGUAGES, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title"), max_length=140)
    text = forms.CharField(
        label=_("Your experience"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("What surprised you? What did you take away? Please name nobody else without asking them."),
    )
    named = forms.BooleanField(label=_("My name may stand below it"), required=False)
    agreed = forms.BooleanField(
        label=_("I agree that the programme office publishes it"),
        help_text=_("You can take it back at any time; it is gone at once."),
    )

    def values(self) -> dict[str, str]:
        """Field of the article → text."""
        code = self.cleaned_data["language"]
        return {f"title_{code}": self.cleaned_data["title"], f"text_{code}": self.cleaned_data["text"]}


class OwnReportForm(EditForm):
    """One's own report, until the office has decided."""

    named = forms.BooleanField(label=_("My name may stand below it"), required=False)

    class Meta:
        model = Article
        fields: tuple[str, ...] = ("title_de", "text_de", "title_en", "text_en")
        widgets = {"text_de": _TEXT, "text_en": _TEXT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].initial = bool(self.instance.byline)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        whole_languages(self, "title", "text")
        return data

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes().items() if name != "named"}


def _descriptions(form: Any, article: Article) -> None:
    """A picture is described in each language in which its article is written."""
    for code, _name in LANGUAGES:
        name = f"alt_{code}"
        if getattr(article, f"title_{code}"):
            form.fields[name].required = True
        else:
            del form.fields[name]


class PictureForm(forms.Form):
    """A picture, and what it shows for those who do not see it."""

    file = forms.FileField(
        label=_("Picture"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP, up to 8 MB. It is made smaller; where and with what it was taken is left out."),
    )
    alt_de = forms.CharField(label=_("What the picture shows (German)"), max_length=250)
    alt_en = forms.CharField(label=_("What the picture shows (English)"), max_length=250)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _descriptions(self, article)


class AltForm(EditForm):
    """What a picture shows."""

    class Meta:
        model = Picture
        fields = ("alt_de", "alt_en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _descriptions(self, self.instance.article)
