"""Writes real X.509 certificates; their keys come from the seed, so that the same seed gives the same bytes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pmkit.incidents.dice import Dice
from pmkit.incidents.rendering.sheet import Sheet
from pmkit.incidents.telling import Telling
from pmkit.models.story.incident import Certificate

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.x509 import Name


def render(telling: Telling) -> Iterator[Sheet]:
    """certificates/<host>.pem for each certificate of the story."""
    for number, certificate in enumerate(telling.story.certificates):
        sheet = Sheet(f"certificates/{certificate.host}{'.renewed' if number else ''}.pem")
        times = telling.story.times
        issued = times[certificate.issued]
        expires = times.get(certificate.expires, issued + timedelta(days=certificate.days))
        sheet.record("", issued, event=certificate.issued)
        dice = telling.dice(f"certificate {number}")
        sheet.record(_pem(certificate, issued, expires, dice), expires, event=certificate.expires)
        yield sheet


def _pem(certificate: Certificate, issued: datetime, expires: datetime, dice: Dice) -> str:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    key = _key(dice)
    built = (
        x509.CertificateBuilder()
        .subject_name(_name(certificate.host))
        .issuer_name(_name(certificate.issuer))
        .public_key(key.public_key())
        .serial_number(int(dice.hex(30), 16) + 1)
        .not_valid_before(issued)
        .not_valid_after(expires)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(certificate.host)]), critical=False)
        .sign(key, None)
    )
    return built.public_bytes(Encoding.PEM).decode("ascii")


def _name(common: str) -> "Name":
    from cryptography.x509 import Name, NameAttribute
    from cryptography.x509.oid import NameOID

    return Name([NameAttribute(NameOID.COMMON_NAME, common)])


def _key(dice: Dice) -> "Ed25519PrivateKey":
    """Ed25519: a key is any 32 bytes, and it signs the same content in the same way every time."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(dice.hex(64)))
