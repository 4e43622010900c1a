"""What is too long for its place, cut with an ellipsis."""

ELLIPSIS = "…"


def shortened(text: str, most: int) -> str:
    """`text`, or its beginning and an ellipsis, together `most` characters.

    >>> shortened("no rollback procedure", 12)
    'no rollback…'
    """
    return text if len(text) <= most else text[: most - 1] + ELLIPSIS
