"""People who took part, the key of this test installation, and what they hold."""

import datetime as dt
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from augenhoehe.messaging.models import Mail
from augenhoehe.programmes.models import Cohort
from augenhoehe.recognition.models import Certificate
from augenhoehe.recognition.selectors.standing import basis_of, ready, rule_of
from augenhoehe.recognition.services.issuing import run_issue, start_issue
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import NOW

YES = dict.fromkeys(("mentor_answer", "mentee_answer", "mentor_confirms", "mentee_confirms"), "yes")
BEGAN, ENDED = dt.date(2026, 4, 1), dt.date(2026, 10, 1)


@cache
def private_key(number: int) -> str:
    """As many as a test needs, shorter than real ones and so made sooner."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def finished(cohort: Cohort | None = None, *, held: int = 4, **changes: Any) -> Tandem:
    """A tandem that came to its end as planned, with so many meetings held."""
    values = {"state": "closed", "begins_on": BEGAN, "ends_on": ENDED, **YES, **changes}
    tandem = factories.make_tandem(cohort or factories.make_cohort(), **values)
    for number in range(held):
        factories.make_meeting(tandem, state="held", starts_at=NOW - dt.timedelta(days=200 - 30 * number), minutes=90)
    return tandem


def issue_all(cohort: Cohort, actor: Any = None) -> list[Certificate]:
    """Everybody who is ready gets a certificate, by the way of the office."""
    actor = actor or factories.make_person()
    _number, basis = basis_of(ready(cohort, rule_of(cohort)))
    run_issue(issue_id=start_issue(cohort=cohort, actor=actor, basis=basis).pk, now=NOW)
    return list(Certificate.objects.filter(cohort=cohort).select_related("entry", "person", "cohort__programme"))


def issued(side: str = "mentor", **changes: Any) -> Certificate:
    """The certificate of one of the two of a finished tandem."""
    return next(one for one in issue_all(finished(**changes).cohort) if one.side == side)


def mails(key: str) -> list[Mail]:
    return list(Mail.objects.filter(key=f"recognition.{key}").order_by("pk"))
