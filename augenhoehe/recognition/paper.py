"""A certificate on paper: role, period, hours, topics, who issued it, and how to check it. No grade, no appraisal."""

from itertools import groupby
from operator import itemgetter
from typing import Final

import qrcode
from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _
from qrcode.constants import ERROR_CORRECT_M

from augenhoehe.applications.enums import Side
from augenhoehe.documents.blocks import Block, Drawing, Facts, Heading, Paragraph
from augenhoehe.documents.pdf import Paper, render_pdf

from .badges import addresses, baking
from .models import Certificate

_MASK: Final = 2
"""Of the eight masks the one that is most often the best for our addresses, and in the mean within 4 % of the best.

To try all of them for each code would take a third of a paper's time, and readers take any.
"""


def certificate_pdf(certificate: Certificate, language: str) -> bytes:
    """PDF/UA-1 in this language; the same certificate gives the same bytes until its holder names other topics."""
    with translation.override(language):
        paper = Paper(
            _("Certificate of participation"),
            language,
            certificate_blocks(certificate),
            preline=certificate.programme_name,
        )
    return render_pdf(paper, now=certificate.issued_at)


def certificate_blocks(certificate: Certificate) -> list[Block]:
    """What stands on it, in the language that is active."""
    return [
        _emblem(certificate.side),
        Heading(certificate.name),
        Paragraph(_sentence(certificate)),
        Facts(_facts(certificate)),
        Paragraph(_("This certificate confirms participation. It is no mark and no appraisal.")),
        Paragraph(_signed(certificate)),
        Heading(_("Check this certificate")),
        Drawing(_qr(addresses.of_check(certificate)), _("QR code that leads to the check of this certificate")),
        *_check(certificate),
    ]


def _emblem(side: str) -> Drawing:
    """What the badge shows, and the page that checks it: so the three are known as one."""
    if side == Side.MENTOR:
        return Drawing(baking.drawing(side), _("Two people at eye level: the badge of the mentors"))
    return Drawing(baking.drawing(side), _("Two people at eye level: the badge of the mentees"))


def _sentence(certificate: Certificate) -> str:
    words = {"programme": certificate.programme_name, "cohort": certificate.cohort_name}
    if certificate.side == Side.MENTOR:
        return _("took part in %(programme)s (%(cohort)s) as mentor of an executive.") % words
    return _("took part in %(programme)s (%(cohort)s) as mentee of a young professional.") % words


def _facts(certificate: Certificate) -> list[tuple[str, str]]:
    role = _("Mentor") if certificate.side == Side.MENTOR else _("Mentee")
    begin, end = date_format(certificate.begins_on), date_format(certificate.ends_on)
    rows = [
        (_("Role"), role),
        (_("Period"), _("%(begin)s to %(end)s") % {"begin": begin, "end": end}),
        (_("Hours"), localize(certificate.hours)),
    ]
    topics = certificate.topic_names()
    return [*rows, (_("Topics"), ", ".join(topics))] if topics else rows


def _signed(certificate: Certificate) -> str:
    day = date_format(timezone.localdate(certificate.issued_at))
    organisation = settings.ORGANISATION_NAME or settings.PRODUCT_NAME
    first = _("%(organisation)s, %(day)s") % {"organisation": organisation, "day": day}
    people = [certificate.facts.get(name, "") for name in ("signatory", "signatory_role")]
    return "\n".join([first, *(one for one in people if one)])


def _check(certificate: Certificate) -> list[Block]:
    address, code = addresses.typed(certificate)
    until = date_format(certificate.entry.kept_until)
    return [
        Facts([(_("Address"), address), (_("Code"), code)]),
        Paragraph(_("It was made by software and counts without a signature. It can be checked until %s.") % until),
    ]


def _qr(address: str) -> str:
    """Black on white, with the quiet zone that cameras need; each run of dark modules is one rectangle."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4, mask_pattern=_MASK)
    code.add_data(address)
    rows = code.get_matrix()
    path, size = [], len(rows)
    for y, row in enumerate(rows):
        for dark, run in groupby(enumerate(row), key=itemgetter(1)):
            places = [x for x, _dark in run]
            if dark:
                path.append(f"M{places[0]} {y}h{len(places)}v1h-{len(places)}z")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{"".join(path)}"/></svg>'
    )
