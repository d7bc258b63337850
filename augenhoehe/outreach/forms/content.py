from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import MAX_VERSION, EditForm
from augenhoehe.outreach.enums import FaqCategory
from augenhoehe.outreach.models import Comment, CommentReport, FaqEntry, Page, Voice
from augenhoehe.programmes.forms.fields import DateField

from .fields import ContentForm, whole_languages


class VoiceForm(ContentForm):
    """What somebody of a former tandem said, and since when they agree to its publication."""

    consent_on = DateField(
        label=_("Cleared by its author on"),
        required=False,
        help_text=_("The day on which they agreed to this wording. Without it the voice stays a draft."),
    )

    class Meta:
        model = Voice
        fields = ("text_de", "text_en", "name", "side", "consent_on")
        widgets = {
            "side": forms.RadioSelect,
            "text_de": forms.Textarea(attrs={"rows": 3}),
            "text_en": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"name": _("As its author wants it, e.g. “Jana K.”. Empty: only “a mentor” or “a mentee”.")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        whole_languages(self, "text")
        return data


class OfficeWordingForm(ContentForm):
    """The wording of what a participant handed in; all else about it is theirs."""

    class Meta:
        model = Voice
        fields = ("text_de", "text_en")
        widgets = VoiceForm.Meta.widgets

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        whole_languages(self, "text")
        return data


class OwnVoiceForm(forms.ModelForm):
    """One or two sentences of one's own, in the language one likes, and how one wants to be named."""

    draft_key = forms.UUIDField(widget=forms.HiddenInput)
    agreed = forms.BooleanField(
        label=_("I agree that exactly these words are shown"),
        help_text=_("You can take them back at any time; they are gone at once. Another wording needs your new yes."),
    )

    class Meta:
        model = Voice
        fields = ("text_de", "text_en", "naming")
        widgets = {**VoiceForm.Meta.widgets, "naming": forms.RadioSelect}
        labels = {"text_de": _("Your words (German)"), "text_en": _("Your words (English)")}
        help_texts = {"text_de": _("One language is enough. Please name nobody else.")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        whole_languages(self, "text")
        return data

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("text_de", "text_en")}


class AnswerForm(forms.Form):
    """An author's yes, or their taking back, to the wording they have seen."""

    version = forms.IntegerField(min_value=1, max_value=MAX_VERSION)
    answer = forms.ChoiceField(choices=(("agree", ""), ("take_back", "")))


class FaqForm(ContentForm):
    """A question that many ask, and its answer."""

    category = forms.ChoiceField(label=_("Category"), choices=FaqCategory.choices)

    class Meta:
        model = FaqEntry
        fields = ("category", "question_de", "answer_de", "question_en", "answer_en", "shown")
        widgets = {name: forms.Textarea(attrs={"rows": 5}) for name in ("answer_de", "answer_en")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        whole_languages(self, "question", "answer")
        return data


class PageForm(EditForm):
    """What the public pages let people do."""

    class Meta:
        model = Page
        fields = ("comments", "helpful", "reports")
        widgets = {"comments": forms.RadioSelect}
        help_texts = {
            "comments": _("Everybody in the organisation can comment under their name, with or without an account."),
            "helpful": _("Counted for each article, once a person or a browser; nobody sees who it was."),
            "reports": _("They write it on the programme's page; you decide whether it is published."),
        }


class CommentForm(forms.ModelForm):
    """A comment under one's own name."""

    draft_key = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Comment
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}


class CommentReportForm(forms.ModelForm):
    """What is wrong with a comment."""

    class Meta:
        model = CommentReport
        fields = ("reason",)
        help_texts = {"reason": _("The programme office reads it, nobody else.")}
