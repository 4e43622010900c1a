"""What two texts share that say the same in the same words."""


def plain(text: str) -> str:
    """The letters and digits of a text alone, in one case.

    >>> plain("Nobody was told.") == plain("nobody  was told")
    True
    """
    return "".join(character for character in text.casefold() if character.isalnum())
