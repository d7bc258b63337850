from allauth.account.forms import RequestLoginCodeForm

from .services import welcome_address


class RequestCodeForm(RequestLoginCodeForm):
    """An unknown address of the organisation becomes a person here, so that it gets a code like all

    others.
    """

    def clean_email(self) -> str:
        welcome_address(email=self.cleaned_data["email"])
        return str(super().clean_email())
