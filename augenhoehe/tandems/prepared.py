"""The mentor hears when the mentee is prepared and the date of the first talk can be fixed."""

import datetime as dt

from augenhoehe.applications.models import Application
from augenhoehe.events.prepared import register

from .enums import TandemState
from .models import Tandem
from .services.mails import send_partner_ready


def tell_mentor(application: Application, now: dt.datetime) -> None:
    """A mail to the mentor of the mentee's tandem, where both have accepted."""
    formed = Tandem.objects.filter(mentee=application, state=TandemState.ACCEPTED)
    for tandem in formed.select_related("cohort__programme", "mentor__person", "mentee__person"):
        send_partner_ready(tandem)


register("tandems", tell_mentor)
