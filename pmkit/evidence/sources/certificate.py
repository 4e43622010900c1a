"""Reads an X.509 certificate: when it begins to be valid and when it expires."""

import warnings
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.evidence.reading import NO_LINE, Reading
from pmkit.evidence.stamps import Instant
from pmkit.models.event import Evidence

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

SOURCE = "Certificate"
_BEGINS, _ENDS = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
MOST_CERTIFICATES = 1000


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Two events for each certificate of a PEM file; the lines are those where each begins. Raises UnreadableError."""
    reading = Reading.of(SOURCE, path, zone, name)
    blocks = _blocks(reading.text(path))
    if not blocks:
        reading.warn(1, f"holds no certificate; a PEM file begins with {_BEGINS}")
    if len(blocks) > MOST_CERTIFICATES:
        reading.warn(NO_LINE, f"{len(blocks)} certificates; the first {MOST_CERTIFICATES} are read")
    for line, block in blocks[:MOST_CERTIFICATES]:
        _certificate(reading, line, block)
    return reading.evidence()


def _blocks(text: str) -> list[tuple[int, str]]:
    """Each PEM block with the line where it begins; the last may lack its end."""
    blocks: list[tuple[int, list[str]]] = []
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() == _BEGINS:
            blocks.append((number, []))
            inside = True
        if inside:
            blocks[-1][1].append(line)
        inside = inside and line.strip() != _ENDS
    return [(number, "\n".join(lines)) for number, lines in blocks]


def _certificate(reading: Reading, line: int, block: str) -> None:
    from cryptography.x509 import load_pem_x509_certificate

    try:
        with warnings.catch_warnings():
            # Old certificates break today's rules; their dates can be read all the same.
            warnings.simplefilter("ignore")
            certificate = load_pem_x509_certificate(block.encode())
            begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
            subject = named(certificate)
    except Exception as error:  # noqa: BLE001 -- a damaged certificate raises errors of many kinds
        reading.warn(line, f"no certificate that can be read ({type(error).__name__}); copy it again")
        return
    if ends < begins:
        reading.warn(line, f"expires ({_shown(ends)}) before it begins ({_shown(begins)}); both are kept")
    for at, says in ((begins, "begins to be valid"), (ends, "expires")):
        reading.add(line, Instant(at, _shown(at), "stamp", 1.0), "", f"Certificate of {subject} {says}")


def named(certificate: "Certificate") -> str:
    """The common name of a certificate's subject, else the whole subject."""
    from cryptography.x509.oid import NameOID

    common = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else certificate.subject.rfc4514_string() or "an unnamed subject"


def _shown(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}Z"
