import io

import qrcode
from django.conf import settings
from django.urls import reverse
from qrcode.image.svg import SvgPathImage

from .models import Workshop


def address_of(workshop: Workshop) -> str:
    """The absolute address of the phone's page."""
    return f"{settings.BASE_URL}{reverse('workshop', args=[workshop.code])}"


def typed_address() -> str:
    """Where the code can be typed, as people read an address: without what the browser adds."""
    return f"{settings.BASE_URL}{reverse('workshop-enter')}".partition("://")[2].rstrip("/")


def svg(workshop: Workshop) -> bytes:
    """The address as a QR code: black on white, with the quiet zone around it that cameras need."""
    image = qrcode.make(address_of(workshop), image_factory=SvgPathImage, border=4)
    stream = io.BytesIO()
    image.save(stream)
    return stream.getvalue()
