"""The paper: accessible, complete, in both languages, and of no grade."""

import io
import re

import pikepdf
import pytest

from augenhoehe.applications.enums import Side
from augenhoehe.documents.blocks import Drawing, Facts, Heading
from augenhoehe.recognition.badges import addresses
from augenhoehe.recognition.models import Certificate
from augenhoehe.recognition.paper import certificate_blocks, certificate_pdf
from tests.documents.test_pdf import faults, tags

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["de", "en"])
def test_it_is_accessible(certificate: Certificate, language: str):
    paper = certificate_pdf(certificate, language)
    assert faults(paper) == []
    file = pikepdf.open(io.BytesIO(paper))
    found = tags(file.Root.StructTreeRoot)
    assert (found.count("H1"), found.count("H2"), found.count("Figure")) == (1, 2, 2)
    assert str(file.Root.Lang).startswith(language)
    assert len(file.pages) == 1


@pytest.mark.parametrize("side", Side)
def test_emblem_and_qr_code_are_described(certificate: Certificate, side: Side):
    certificate.side = side
    emblem, code = [one for one in certificate_blocks(certificate) if isinstance(one, Drawing)]
    assert emblem.alt == f"Two people at eye level: the badge of the {side}s"
    assert code.alt == "QR code that leads to the check of this certificate"
    assert {one.svg.lstrip()[:4] for one in (emblem, code)} == {"<svg"}


def test_all_facts_stand_on_it(certificate: Certificate):
    certificate.topics = [{"id": 1, "de": "Soziale Medien", "en": "Social media"}]
    certificate.facts |= {"signatory": "Dr. Alex Oben", "signatory_role": "Leitung Personal"}
    blocks = certificate_blocks(certificate)
    facts = dict(row for one in blocks if isinstance(one, Facts) for row in one.rows)
    address, code = addresses.typed(certificate)
    assert Heading(certificate.name) in blocks
    assert facts["Hours"] == "6.0"
    assert facts["Topics"] == "Social media"
    assert (facts["Address"], facts["Code"]) == (address, code)
    text = "\n".join(getattr(one, "text", "") for one in blocks)
    assert "Dr. Alex Oben\nLeitung Personal" in text
    assert "It is no mark and no appraisal." in text
    assert not re.search(r"grade|excellent|success|bestanden|erfolgreich", text)


def test_the_same_certificate_gives_the_same_bytes(certificate: Certificate):
    assert certificate_pdf(certificate, "de") == certificate_pdf(certificate, "de")


def test_a_name_in_any_script_can_be_printed(certificate: Certificate):
    certificate.name = "Ayşe 張 🎓"
    assert faults(certificate_pdf(certificate, "de")) == []
