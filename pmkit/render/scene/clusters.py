"""Characters that are drawn as one: a letter with its marks, a joined emoji, a flag."""

import unicodedata
from collections.abc import Iterable, Iterator

JOINER = "\N{ZERO WIDTH JOINER}"
JOINERS = f"{JOINER}\N{ZERO WIDTH NON-JOINER}"
LONGEST_CLUSTER = 12
"""Characters drawn as one; a longer chain of joiners is hostile, not a family emoji."""

SKIN_TONES = range(0x1F3FB, 0x1F400)
FLAG_LETTERS = range(0x1F1E6, 0x1F200)


def clusters(text: str) -> Iterable[str]:
    """Characters with what belongs to them: marks, joined emoji, skin tones, the second letter of a flag."""
    return text if text.isascii() else _joined(text)


def _joined(text: str) -> Iterator[str]:
    cluster = ""
    for character in text:
        if cluster and belongs(character, cluster):
            cluster += character
            continue
        if cluster:
            yield cluster
        cluster = character
    if cluster:
        yield cluster


def belongs(character: str, cluster: str) -> bool:
    """Whether a character is drawn on the ones before it."""
    if character.isascii() and cluster[-1] != JOINER:
        return False
    if len(cluster) >= LONGEST_CLUSTER:
        return False
    if character in JOINERS or cluster[-1] == JOINER or ord(character) in SKIN_TONES:
        return True
    if is_flag_letter(character):
        return len(cluster) == 1 and is_flag_letter(cluster)
    return unicodedata.category(character)[0] == "M"


def is_flag_letter(character: str) -> bool:
    """Whether two such characters make a flag."""
    return ord(character) in FLAG_LETTERS


def is_wide(character: str) -> bool:
    """Whether a character takes two places of a terminal, as those of Chinese do."""
    return unicodedata.east_asian_width(character) in {"W", "F"}
