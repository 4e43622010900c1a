"""What a document must not hold: secrets, and data of persons. Patterns are those of the makers of the keys."""

import re
from collections.abc import Iterator
from functools import cache

from pmkit.checks.check import Match
from pmkit.checks.postmortem.reading import PostmortemReading
from pmkit.checks.text.lexicon import lexicon

MOST = 20
_KEYS = re.compile(
    r"(?<![\w/+])(?:AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{30,60}|gho_[A-Za-z0-9]{30,60}|github_pat_\w{30,120}"
    r"|glpat-[\w-]{18,40}|xox[abprs]-[\w-]{10,120}|sk_live_[A-Za-z0-9]{16,60}|sk-[A-Za-z0-9_-]{20,120}|AIza[\w-]{35}"
    r"|eyJ[\w-]{8,400}\.[\w-]{8,800}(?:\.[\w-]{8,800})?|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"
    r"|npm_[A-Za-z0-9]{30,60}|pypi-[\w-]{16,200}|dop_v1_[a-f0-9]{32,80}|SG\.[\w-]{16,60}\.[\w-]{16,80})"
)
_IN_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}://[^\s:/@|]{1,60}:(?P<value>[^\s:/@|]{3,80})@", re.IGNORECASE)
_BEARER = re.compile(r"\b(?:bearer|basic)[ \t]+(?P<value>[A-Za-z0-9._~+/-]{12,400}={0,2})", re.IGNORECASE)
_MAIL = re.compile(
    r"(?<![\w.+/@:-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,6}[A-Za-z]{2,20}(?![\w@])"
)
_PHONE = re.compile(
    r"(?<![\w.+/-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]\d{2,4}){1,4}"
    r"|\(\d{3}\) \d{3}-\d{4}|\+\d{9,14})(?![\w-])"
)
_CARD = re.compile(r"(?<![\w-])(?:\d{4}[ -]){3}\d{4}(?![\w-])")
_PERSON_ADDRESS = re.compile(r"(?<![\w.])(?:\d{3}-\d{2}-\d{4})(?![\w-])")


def secret(reading: PostmortemReading) -> Iterator[Match]:
    """Keys, tokens and passwords, wherever they stand: code too."""
    told: list[tuple[int, int]] = []
    for start, end in sorted(secrets_in(reading.text)):
        if not any(start < there[1] and end > there[0] for there in told) and len(told) < MOST:
            told.append((start, end))
            value = reading.text[start:end]
            yield reading.match(start, end, _hidden(value), f" ({len(value)} characters)")


def secrets_in(text: str) -> Iterator[tuple[int, int]]:
    """Where keys, tokens and passwords stand, every one; some may be found twice."""
    yield from (match.span() for match in _KEYS.finditer(text))
    for pattern in (_IN_ADDRESS, _BEARER, _named()):
        for match in pattern.finditer(text):
            if _is_secret(match["value"]):
                yield match.span("value")


@cache
def _named() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, lexicon.postmortem.secret_names), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w])[\w-]{{0,30}}(?:{names})[\"'`]?[ \t]{{0,3}}(?:=|:|is|was)[ \t]{{0,3}}[\"'`]?"
        r"(?P<value>[^\s\"'`,;|<>()]{6,200})",
        re.IGNORECASE,
    )


def _is_secret(value: str) -> bool:
    """Whether a value looks like one that was given, and not like a word, a mask or a name of a variable."""
    bare = value.strip(".*_`[]{}")
    if (
        bare.casefold() in lexicon.postmortem.masked
        or not bare
        or bare.startswith(("$", "%"))
        or set(bare) <= set("*xX.•-")
    ):
        return False
    kinds = [any(test(sign) for sign in bare) for test in (str.isdigit, str.islower, str.isupper)]
    odd = any(not sign.isalnum() and sign not in "-_." for sign in bare)
    return len(bare) >= 6 and sum(kinds) + odd >= 2 and (kinds[0] or odd)


def _hidden(value: str) -> str:
    """A secret as it is quoted: its first signs, for findings go into logs."""
    return f"{value[:4]}…"


def personal_data(reading: PostmortemReading) -> Iterator[Match]:
    """E-mail addresses, telephone numbers, card and identity numbers."""
    for start, end in sorted(set(addresses_in(reading.text)))[:MOST]:
        yield reading.at(start, end)


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses and numbers of persons stand, every one."""
    for pattern in (_MAIL, _PHONE, _CARD, _PERSON_ADDRESS):
        yield from (match.span() for match in pattern.finditer(text))
