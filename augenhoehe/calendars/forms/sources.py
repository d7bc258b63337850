from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ..enums import SourceKind
from ..reading.errors import MOST_BYTES

NO_ADDRESS = _("Please enter a whole address that begins with https://.")


class SourceForm(forms.Form):
    """A calendar of one's own."""

    name = forms.CharField(
        label=_("What do you call it?"), max_length=80, help_text=_("Only you see this, e.g. “Work calendar”.")
    )
    draft_key = forms.UUIDField(widget=forms.HiddenInput)

    def where(self) -> dict[str, str]:
        """What has to be known to ask it."""
        return {name: self.cleaned_data[name] for name in ("url", "user", "password") if name in self.cleaned_data}

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"]).strip()
        if url.startswith("webcal://"):
            url = f"https://{url.removeprefix('webcal://')}"
        try:
            parts = urlsplit(url)
            good = parts.scheme in ("https", "http") and bool(parts.hostname) and parts.username is None
            good = good and (parts.port or 1) > 0
        except ValueError:
            good = False
        if not good:
            raise forms.ValidationError(NO_ADDRESS)
        return url


class AddressForm(SourceForm):
    """An address to subscribe to, as calendars give it out."""

    url = forms.CharField(
        label=_("Address of the calendar"),
        max_length=1000,
        help_text=_("It begins with https:// or webcal://, and often ends with .ics. It is stored encrypted."),
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )


class AccountForm(SourceForm):
    """A CalDAV account."""

    url = forms.CharField(
        label=_("Address of the server"),
        max_length=1000,
        help_text=_("Of the server, of your account, or of one calendar: we find the rest."),
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    user = forms.CharField(label=_("User name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    password = forms.CharField(
        label=_("App password"),
        max_length=200,
        strip=False,
        help_text=_("Make one for this purpose alone in your calendar’s settings. It is stored encrypted."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class PastedForm(SourceForm):
    """A file as it is now."""

    file = forms.FileField(
        label=_("Calendar file"),
        help_text=_(
            "An .ics file that you saved from your calendar, at most 5 MB. Of its entries we keep begin and end."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
    )

    def clean_file(self) -> bytes:
        upload: Any = self.cleaned_data["file"]
        if not isinstance(upload, UploadedFile) or (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB. Please save a shorter period."))
        return bytes(upload.read())


SOURCE_FORMS: dict[str, type[SourceForm]] = {
    SourceKind.ADDRESS: AddressForm,
    SourceKind.CALDAV: AccountForm,
    SourceKind.PASTED: PastedForm,
}
