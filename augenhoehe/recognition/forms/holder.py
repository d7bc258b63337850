from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import MAX_VERSION

from ..models import Certificate
from ..selectors.holder import topics_to_name


class TopicsForm(forms.Form):
    """Which topics a certificate names."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MAX_VERSION)
    topics = forms.TypedMultipleChoiceField(
        label=_("Topics that your certificate names"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None is fine too. They then stand on the paper, in the badge and in the check by code."),
    )

    def __init__(self, data: Any = None, *, certificate: Certificate) -> None:
        code = (get_language() or "de")[:2]
        chosen = [one["id"] for one in certificate.topics]
        super().__init__(data, initial={"version": certificate.version, "topics": chosen})
        field = self.fields["topics"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(one["id"], one.get(code) or one["de"]) for one in topics_to_name(certificate)]
