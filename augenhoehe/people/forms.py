from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from augenhoehe.common.editing import EditForm
from augenhoehe.intake import IntakeError, Table
from augenhoehe.intake.parsers.grades import grade_key
from augenhoehe.messaging.enums import Language

from .enums import CareerStage, DeclaredKind, FunctionLevel, UnitKind, WorkingLanguage
from .importing import Kind, Reading, problem_text, read_file
from .models import Grade, Person, Site, Unit
from .selectors import unit_choices
from .services import welcome_address


class RequestCodeForm(RequestLoginCodeForm):
    """An unknown address of the organisation becomes a person here: it gets a code like all others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your work address")
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def clean_email(self) -> str:
        # Rationed first: whoever asks too often fills no table with addresses.
        email = str(super().clean_email())
        person = welcome_address(email=email)
        self._user = person if person and person.is_active else None
        return email


class EnterCodeForm(ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Six-digit code")


class UnitField(forms.ModelChoiceField):
    """A unit, chosen from the tree."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Unit.objects.without_tree_fields(), **kwargs)
        self.choices = self.tree

    def tree(self, without: Unit | None = None) -> list[tuple[Any, Any]]:
        """All units, indented; without one and all below it."""
        return [("", self.empty_label), *unit_choices(without)]


def level_choices() -> list[tuple[Any, Any]]:
    """The six function levels."""
    return [("", _("Please choose")), *FunctionLevel.choices]


class OptionalNumber(forms.TypedChoiceField):
    """A whole number from a list, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **kwargs)


class ProfileForm(EditForm):
    """What a person says about themselves."""

    unit = UnitField(label=_("Organisational unit"), empty_label=_("Please choose"))
    function_level = OptionalNumber(
        label=_("Function level"),
        choices=level_choices,
        help_text=_(
            "Your place in the hierarchy, not your pay. It is used for one thing: to pair people who "
            "stand at least "
            "the set distance apart. You set it yourself unless your organisation has entered it."
        ),
    )
    career_stage = OptionalNumber(
        label=_("Career stage"),
        choices=[("", _("I would rather not say")), *CareerStage.choices],
        required=False,
        help_text=_("Bands of years in service. We never ask for your age or your date of birth."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages I can have a talk in"),
        choices=WorkingLanguage.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language of mails and pages"), choices=Language.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Person
        fields = (
            "first_name",
            "last_name",
            "unit",
            "function_level",
            "career_stage",
            "site",
            "languages",
            "language",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = self.fields["last_name"].required = True
        self.fields["site"].empty_label = gettext("Please choose")  # type: ignore[attr-defined]
        self.fields["site"].help_text = gettext("Where you usually work; it helps to find a partner nearby.")
        if not Site.objects.exists():
            del self.fields["site"]
        if self.instance.level_by_house:
            level = self.fields["function_level"]
            level.disabled = True
            level.help_text = gettext(
                "Entered by your organisation from the staff list. Is it wrong? Those who run the "
                "installation "
                "can correct it."
            )


class RelationForm(forms.Form):
    """A relation that rules out a pairing."""

    email = forms.EmailField(label=_("Work address of your colleague"), max_length=254)
    kind = forms.ChoiceField(label=_("This person …"), choices=[("", _("Please choose")), *DeclaredKind.choices])
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty if it still holds. Twelve months after its end it no longer counts and is deleted."),
    )


class PersonForm(EditForm):
    """What an administrator may change of a person."""

    unit = UnitField(label=_("Organisational unit"), required=False, empty_label=_("none"))
    function_level = OptionalNumber(
        label=_("Function level"),
        choices=[("", _("not set by the organisation")), *FunctionLevel.choices],
        required=False,
        help_text=_("What you set here can no longer be changed by the person."),
    )

    class Meta:
        model = Person
        fields = ("first_name", "last_name", "unit", "function_level", "is_active", "is_administrator")
        help_texts = {
            "is_active": _("Without this the person is signed out at once and cannot come in again."),
            "is_administrator": _("Units, people, imports, programmes. It gives no role in any programme."),
        }


class NewPersonForm(forms.Form):
    """Somebody who is on no list. A known address is no error: the view leads to that person."""

    email = forms.EmailField(label=_("Work address"), max_length=254)
    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    unit = UnitField(label=_("Organisational unit"), required=False, empty_label=_("none"))
    function_level = OptionalNumber(
        label=_("Function level"), choices=[("", _("not set")), *FunctionLevel.choices], required=False
    )


class PeopleFilterForm(forms.Form):
    """Search and filters of the list of people."""

    STATES = (
        ("", _("all")),
        ("active", _("have signed in")),
        ("imported", _("not signed in yet")),
        ("disabled", _("disabled")),
        ("administrators", _("administrators")),
    )
    search = forms.CharField(label=_("Name or address"), required=False, max_length=100)
    unit = UnitField(label=_("Unit and all below"), required=False, empty_label=_("all"))
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)


BELOW_ITSELF = _("A unit cannot stand below itself.")


class UnitForm(EditForm):
    """A unit and where it stands."""

    parent = UnitField(label=_("Stands below"), required=False, empty_label=_("nothing: top of the organisation"))
    kind = forms.ChoiceField(label=_("Kind"), choices=UnitKind.choices)

    class Meta:
        model = Unit
        fields = ("name", "short", "kind", "parent", "distribution_list", "list_language")
        widgets = {"list_language": forms.RadioSelect}
        help_texts = {
            "distribution_list": _(
                "The mail address that reaches everybody in the unit and below it. A call is announced there, so that "
                "nobody has to be stored here for it."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            parent: Any = self.fields["parent"]
            parent.choices = parent.tree(without=self.instance)

    def clean_parent(self) -> Unit | None:
        parent: Unit | None = self.cleaned_data["parent"]
        below = Unit.objects.descendants(self.instance, include_self=True) if self.instance.pk else []
        if parent in below:
            raise ValidationError(BELOW_ITSELF, code="cycle")
        return parent


class SiteForm(EditForm):
    """A place of work."""

    class Meta:
        model = Site
        fields = ("name", "address")


class GradeForm(EditForm):
    """A line of the pay-grade map."""

    function_level = forms.TypedChoiceField(label=_("Function level"), choices=FunctionLevel.choices, coerce=int)

    class Meta:
        model = Grade
        fields = ("code", "function_level")

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip()
        others = Grade.objects.exclude(pk=self.instance.pk).values_list("code", flat=True)
        if grade_key(code) in {grade_key(other) for other in others}:
            raise ValidationError(_("This pay grade is already in the map."), code="unique")
        return code


class UploadForm(forms.Form):
    """Tables from somebody's own spreadsheet program: one field for each part of the kind.

    When it is valid, `tables` holds what was read, by part.
    """

    MEGABYTES = 25

    def __init__(self, *args: Any, kind: Kind, scope: int | None) -> None:
        super().__init__(*args)
        self.kind, self.scope = kind, scope
        self.tables: dict[str, Table] = {}
        # Filled in for each reader: once for all, it would stay in the language of whoever came first.
        hint = _("At most %(size)s MB. Headings may be German or English.")
        for part in kind.parts:
            self.fields[part.key] = forms.FileField(
                label=part.label,
                help_text=hint % {"size": self.MEGABYTES},
                max_length=200,
                required=len(kind.parts) == 1,
                widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            self.add_error(self.kind.parts[0].key, ValidationError(_("Choose at least one file."), code="required"))
        for key, file in list(cleaned.items()):
            if file:
                self._read(key, file)
        return cleaned

    def _read(self, key: str, file: Any) -> None:
        if file.size > self.MEGABYTES * 1024 * 1024:
            error = ValidationError(
                _("The file is larger than %(size)s MB."), code="too_large", params={"size": self.MEGABYTES}
            )
            self.add_error(key, error)
            return
        try:
            self.tables[key] = read_file(self.kind, file.read(), name=file.name, scope=self.scope)
        except IntakeError as error:
            self.add_error(key, problem_text(error.problem))


def column_name(part: str, index: int) -> str:
    """The name of the field that says what a column stands for."""
    return f"{part}-column-{index}"


class CheckForm(forms.Form):
    """Which column of each table stands for which field, and how to import."""

    take_good_rows = forms.BooleanField(label=_("Take the good rows and leave the others out"), required=False)
    use_required_attribute = False

    def __init__(self, data: Any, *, kind: Kind, reading: Reading) -> None:
        super().__init__(data)
        self.kind, self.reading = kind, reading
        targets = [("", _("leave out")), *((field.name, _(field.label)) for field in reading.fields)]
        known = {key for key, _label in targets}
        for part, parsed in reading.parts.items():
            for column in parsed.mapping.columns:
                own = [] if column.target in known else [(column.target, column.target)]
                self.fields[column_name(part, column.index)] = forms.ChoiceField(
                    label=column.heading, choices=[*targets, *own], initial=column.target, required=False
                )
        for option in kind.options:
            self.fields[option.key] = forms.BooleanField(label=option.label, help_text=option.help_text, required=False)

    def choices(self) -> dict[str, dict[str, str]]:
        """Part → heading → field, "" for a column that is left out."""
        return {
            part: {
                column.heading: self.cleaned_data[column_name(part, column.index)] for column in parsed.mapping.columns
            }
            for part, parsed in self.reading.parts.items()
        }

    def decisions(self) -> dict[str, bool]:
        """What `import_reading` wants to know."""
        return {name: self.cleaned_data[name] for name in ("take_good_rows", *(one.key for one in self.kind.options))}
