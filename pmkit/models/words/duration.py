"""A stretch of time in words."""


def in_words(seconds: float) -> str:
    """Days, hours, minutes and seconds, the two largest that are not zero.

    >>> in_words(5040), in_words(87), in_words(0)
    ('1 h 24 min', '1 min 27 s', '0 s')
    """
    rest = round(seconds)
    parts = []
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60), ("s", 1)):
        number, rest = divmod(rest, length)
        parts += [f"{number} {unit}"] if number else []
    return " ".join(parts[:2]) or "0 s"
