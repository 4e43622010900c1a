"""A certificate's two dates, from certificates that are made here."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pmkit.models.event import Evidence

Read = Callable[..., Evidence]
BEGINS = datetime(2025, 11, 2, 0, 0, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def pem() -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "api.shop.example")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(7).not_valid_before(BEGINS).not_valid_after(BEGINS + timedelta(days=90))
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


def test_a_certificate_begins_and_expires(read: Read, pem: str) -> None:
    evidence = read("certificate", "subject=CN = api.shop.example\n" + pem + pem)
    assert [(one.at_raw, one.text, one.ref, one.precision) for one in evidence.events][:2] == [
        ("2025-11-02T00:00:00Z", "Certificate of api.shop.example begins to be valid", "api.pem:2", 1.0),
        ("2026-01-31T00:00:00Z", "Certificate of api.shop.example expires", "api.pem:2", 1.0),
    ]
    assert (len(evidence.events), evidence.warnings) == (4, [])


@pytest.mark.parametrize("cut", [lambda text: text[:200], lambda text: text.replace("M", "!"), lambda _: "hello"])
def test_a_damaged_certificate_is_said_and_the_next_is_read(read: Read, pem: str, cut: Callable[[str], str]) -> None:
    evidence = read("certificate", cut(pem) + "\n" + pem)
    assert len(evidence.events) == 2
    assert len(evidence.warnings) == (0 if cut(pem) == "hello" else 1)


def test_a_file_without_a_certificate_is_said(read: Read) -> None:
    assert "holds no certificate" in read("certificate", "hello").warnings[0].says


def test_a_trusted_certificate_is_read_without_what_stands_behind_it(read: Read, pem: str) -> None:
    body = "".join(pem.splitlines()[1:-1])
    content = base64.b64decode(body) + b"\x30\x0c\x30\x0a\x06\x08+\x06\x01\x05\x05\x07\x03\x01"
    text = base64.b64encode(content).decode()
    trusted = f"-----BEGIN TRUSTED CERTIFICATE-----\n{text}\n-----END TRUSTED CERTIFICATE-----\n"
    evidence = read("certificate", pem + trusted)
    assert [event.text for event in evidence.events] == 2 * [
        "Certificate of api.shop.example begins to be valid",
        "Certificate of api.shop.example expires",
    ]
    assert evidence.warnings == []


def test_a_key_beside_a_certificate_is_named_and_left_out(read: Read, pem: str) -> None:
    evidence = read("certificate", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" + pem)
    assert [one.says for one in evidence.warnings] == ["holds private key too, which is left out"]
    assert len(evidence.events) == 2
