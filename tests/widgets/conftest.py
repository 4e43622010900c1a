"""A few plain checks that stay as they are, so that tests of fields do not follow the real ones."""

import re
from collections.abc import Callable

import pytest

from pmkit.checks import Finding

WORDS = {"careless": ("language/loaded", "fix"), "should have": ("language/counterfactual", "consider")}


@pytest.fixture
def few_checks() -> Callable[..., list[Finding]]:
    """Text in, findings out: each "should have" and each "careless", the latter first."""

    def examine(subject: str, kind: str, *, scenario: object = None) -> list[Finding]:
        assert (kind, scenario) == ("prose", None)
        return [
            Finding(
                check=check,
                path="",
                where="line 1",
                line=1,
                column=match.start() + 1,
                start=match.start(),
                end=match.end(),
                quote=words,
                says=f"“{words}” judges.",
                why="Readers fall silent.",
                instead="What was seen?",
                severity=severity,
            )
            for words, (check, severity) in WORDS.items()
            for match in re.finditer(words, subject)
        ]

    return examine
