"""Reads an X.509 certificate: when it begins to be valid and when it expires."""

import base64
import re
import warnings
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.evidence.reading import MOST_BYTES, NO_LINE, Reading, read_bytes
from pmkit.evidence.stamps import Instant
from pmkit.models.event import Evidence
from pmkit.models.times.near import EARLIEST

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

SOURCE = "Certificate"
_BEGINS = "-----BEGIN CERTIFICATE-----"
_LABELS = ("CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CERTIFICATE")
"""What stands at the head of a certificate: OpenSSL writes the second with what it is trusted for behind it."""
_HEAD, _FOOT = (
    re.compile(r"-----BEGIN ([A-Z0-9 ]{1,60})-----", re.ASCII),
    re.compile(r"-----END [A-Z0-9 ]{1,60}-----", re.ASCII),
)
_DER_BEGINS = (b"\x30\x82", b"\x30\x81")
_NEVER_ENDS = 9999
MOST_CERTIFICATES = 1000
MOST_KINDS = 5


def read(path: Path, *, zone: str | None = None, name: str = "") -> Evidence:
    """Two events for each certificate of a PEM file; the lines are those where each begins. Raises UnreadableError."""
    reading = Reading.of(SOURCE, path, zone, name)
    content = read_bytes(path, MOST_BYTES + 1)
    if content.startswith(_DER_BEGINS):
        reading.warn(1, "is binary (DER), no PEM; write it again with openssl x509 -inform DER -in FILE -out FILE.pem")
        return reading.evidence()
    blocks, others = _blocks(reading.decoded(content))
    if others:
        listed = ", ".join(sorted(set(others))[:MOST_KINDS])
        held = "holds" if blocks else "holds no certificate but"
        reading.warn(1, f"{held} {listed.lower()} too, which is left out" if blocks else f"{held} {listed.lower()}")
    elif not blocks:
        reading.warn(1, f"holds no certificate; a PEM file begins with {_BEGINS}")
    if len(blocks) > MOST_CERTIFICATES:
        reading.warn(NO_LINE, f"{len(blocks)} certificates; the first {MOST_CERTIFICATES} are read")
    for line, block in blocks[:MOST_CERTIFICATES]:
        _certificate(reading, line, block)
    return reading.evidence()


def _blocks(text: str) -> tuple[list[tuple[int, str]], list[str]]:
    """Each certificate's lines with the line where they begin, the last may lack its end; what else there is."""
    blocks: list[tuple[int, list[str]]] = []
    others: list[str] = []
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        head = _HEAD.fullmatch(line.strip())
        if head:
            inside = head[1] in _LABELS
            if inside:
                blocks.append((number, []))
            else:
                others.append(head[1])
        elif _FOOT.fullmatch(line.strip()):
            inside = False
        elif inside:
            blocks[-1][1].append(line)
    return [(number, "".join("".join(lines).split())) for number, lines in blocks], others


def _der(block: str) -> bytes:
    """The certificate of a PEM block: its first value, without what OpenSSL writes behind it."""
    content = base64.b64decode(block, validate=True)
    # DER: a byte of kind, then the length in one byte, or in as many as the low bits of that byte say.
    more = content[1] & 0x7F if content[1] & 0x80 else 0
    length = int.from_bytes(content[2 : 2 + more]) if more else content[1]
    return content[: 2 + more + length]


def _certificate(reading: Reading, line: int, block: str) -> None:
    from cryptography.x509 import load_der_x509_certificate

    try:
        with warnings.catch_warnings():
            # Old certificates break today's rules; their dates can be read all the same.
            warnings.simplefilter("ignore")
            certificate = load_der_x509_certificate(_der(block))
            begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
            subject = named(certificate)
    except Exception as error:  # noqa: BLE001 -- a damaged certificate raises errors of many kinds
        reading.warn(line, f"no certificate that can be read ({type(error).__name__}); copy it again")
        return
    if ends < begins:
        reading.warn(line, f"expires ({_shown(ends)}) before it begins ({_shown(begins)}); both are kept")
    for at in (begins, ends):
        if at < EARLIEST or at.year == _NEVER_ENDS:
            why = "which means that it has no end" if at.year == _NEVER_ENDS else "long before the web was"
            reading.warn(line, f"{_shown(at)} of {subject} is far from now, {why}; it is kept")
    for at, says in ((begins, "begins to be valid"), (ends, "expires")):
        reading.add(line, Instant(at, _shown(at), "stamp", 1.0), "", f"Certificate of {subject} {says}")


def named(certificate: "Certificate") -> str:
    """The common name of a certificate's subject, else the whole subject."""
    from cryptography.x509.oid import NameOID

    common = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(common[0].value) if common else certificate.subject.rfc4514_string() or "an unnamed subject"


def _shown(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}Z"
