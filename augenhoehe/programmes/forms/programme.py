from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from augenhoehe.programmes.enums import Direction, ProgrammeKind, RoleKind
from augenhoehe.programmes.models import Programme

from .fields import ExplainedForm


class ProgrammeForm(ExplainedForm):
    """What the public page says."""

    class Meta:
        model = Programme
        fields = (
            "name_de",
            "name_en",
            "summary_de",
            "summary_en",
            "about_de",
            "about_en",
            "eligible_de",
            "eligible_en",
            "kind",
            "contact_email",
            "direction",
            "public",
        )
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for stem, rows in (("summary", 3), ("about", 10), ("eligible", 4))
            for name in (f"{stem}_de", f"{stem}_en")
        }
        help_texts = {
            "summary_de": _("Two sentences, also shown when somebody shares the link."),
            "kind": _("A pilot that has proved itself becomes a regular programme; when and why is kept."),
            "direction": _("The default of new cohorts; each cohort's own is among its rules."),
            "public": _("Everybody in the organisation and beyond can read the programme's page."),
        }


class NewProgrammeForm(forms.Form):
    """A programme and the first person of its office."""

    name_de = forms.CharField(label=_("Name (German)"), max_length=120)
    name_en = forms.CharField(label=_("Name (English)"), max_length=120)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=ProgrammeKind.choices, initial=ProgrammeKind.PILOT, widget=forms.RadioSelect
    )
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction.choices, widget=forms.RadioSelect)
    office = forms.EmailField(
        label=_("Work address of the first person in the office"),
        max_length=254,
        help_text=_("This person runs the programme and gives all further roles."),
    )
    slug = forms.SlugField(
        label=_("Address"),
        max_length=50,
        required=False,
        help_text=_("Last part of the page's address, e.g. reverse-mentoring. Empty: made from the name."),
    )

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or slugify(self.cleaned_data.get("name_de", ""))[:50] or "programme"


class RoleForm(forms.Form):
    """Who works for the programme as what."""

    email = forms.EmailField(label=_("Work address"), max_length=254)
    kind = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices)


class OfficeForm(forms.Form):
    """The administrator's part: somebody for the office of a programme."""

    email = forms.EmailField(label=_("Work address"), max_length=254)
