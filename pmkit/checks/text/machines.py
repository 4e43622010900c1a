"""Roles that a text gives to programs: the driver of a graphics card, the operator of Kubernetes."""

import re
from functools import cache

from pmkit.checks.text.lexicon import lexicon


def machines_in(text: str) -> frozenset[str]:
    """The roles, singular and plural, that a whole text or a sentence shows to be programs.

    A text that speaks of people who drive as well shows nothing of a bare "driver".

    >>> sorted(machines_in("The fault lay in the GPU driver.")), machines_in("A delivery driver and a USB driver")
    (['driver', 'drivers'], frozenset())
    """
    folded = text.casefold()
    return frozenset(
        form for role in _machines() if role in folded and _is_machine(role, folded) for form in (role, f"{role}s")
    )


def _is_machine(role: str, folded: str) -> bool:
    behind, people = _patterns(role)
    return behind.search(folded) is not None and not (role == "driver" and people.search(folded))


@cache
def _machines() -> dict[str, frozenset[str]]:
    """What stands before each role where it is a program's."""
    return {
        "driver": lexicon.machines.drivers,
        "operator": lexicon.machines.operators,
        "agent": lexicon.machines.agents,
    }


@cache
def _patterns(role: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return _before(_machines()[role], role), _before(lexicon.machines.people, role)


def _before(words: frozenset[str], role: str) -> re.Pattern[str]:
    any_of = "|".join(map(re.escape, sorted(words)))
    return re.compile(rf"(?<![\w-])(?:{any_of})[- ]{role}s?\b")
